package dev.understudy.learning.gate;

/**
 * When a live model counts as declined. Wider than the publication gate's limits: the gate picks among candidates, this
 * stops what it let through.
 *
 * @param checks what is looked at, and how often
 * @param canaryDropFromBase largest fall of macro accuracy on labelled source objects against the bootstrap
 * @param balance how evenly it must spread its answers
 * @param agreement how far branches, teacher and student may drift apart
 */
public record HealthConfig(Checks checks, double canaryDropFromBase, BalanceLimits balance,
        AgreementLimits agreement) {

    /**
     * What is looked at, and how often.
     *
     * @param window served records that are looked at, the newest
     * @param minimum served records without which nothing is said
     * @param sampleEvery every so many-th served record with an image is looked at
     * @param checkEvery records looked at from one check to the next
     * @param inARow checks that must fail one after the other
     */
    public record Checks(int window, int minimum, int sampleEvery, int checkEvery, int inARow) {

        public Checks {
            if (minimum < 1 || window < minimum || sampleEvery < 1 || checkEvery < 1 || inARow < 1) {
                throw new IllegalArgumentException("counts must be positive and the window hold the minimum");
            }
        }

        /**
         * The window is some seconds of a small fleet. A check costs as much as classifying the window four times: one
         * per 256 records takes a few per cent of a core from a fleet of 70 objects a second.
         */
        static Checks defaults() {
            return new Checks(192, 128, 2, 128, 2);
        }
    }

    /**
     * Limits of the distribution of answers, on the same objects as the bootstrap's.
     *
     * @param entropyOfBase smallest share of the bootstrap's prediction entropy
     * @param largestShare largest share of one class that is always allowed
     * @param largestShareOfBase largest share relative to the bootstrap's
     */
    public record BalanceLimits(double entropyOfBase, double largestShare, double largestShareOfBase) {

        static BalanceLimits defaults() {
            return new BalanceLimits(0.6, 0.7, 2);
        }
    }

    /**
     * Limits of the agreement within a model.
     *
     * @param drop largest fall of the branches' agreement against what was live before, on the same objects
     * @param minTeacher smallest share of objects that student and teacher name alike
     * @param overconfidence largest growth of mean confidence less agreement against what was live before
     */
    public record AgreementLimits(double drop, double minTeacher, double overconfidence) {

        static AgreementLimits defaults() {
            return new AgreementLimits(0.15, 0.6, 0.2);
        }
    }

    /** Design values. */
    public static HealthConfig defaults() {
        return new HealthConfig(Checks.defaults(), 0.05, BalanceLimits.defaults(), AgreementLimits.defaults());
    }

    /** The same limits with other counts, for short streams. */
    public HealthConfig withChecks(Checks others) {
        return new HealthConfig(others, canaryDropFromBase, balance, agreement);
    }
}
