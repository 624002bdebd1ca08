package dev.understudy.learning.gate;

/**
 * When a live model counts as declined. Wider than the publication gate's limits: the gate picks among candidates, this
 * stops what it let through.
 *
 * @param window served records that are looked at, the newest
 * @param minimum served records without which nothing is said
 * @param sampleEvery every so many-th served record with an image is looked at
 * @param checkEvery records looked at from one check to the next
 * @param checksInARow checks that must fail one after the other
 * @param canaryDropFromBase largest fall of macro accuracy on labelled source objects against the bootstrap
 * @param entropyOfBase smallest share of the bootstrap's prediction entropy on the same objects
 * @param largestShare largest share of one class that is always allowed
 * @param largestShareOfBase largest share relative to the bootstrap's on the same objects
 * @param agreementDrop largest fall of the branches' agreement against what was live before, on the same objects
 * @param minTeacherAgreement smallest share of objects that student and teacher name alike
 * @param overconfidence largest growth of mean confidence less agreement against what was live before
 */
public record HealthConfig(int window, int minimum, int sampleEvery, int checkEvery, int checksInARow,
        double canaryDropFromBase, double entropyOfBase, double largestShare, double largestShareOfBase,
        double agreementDrop, double minTeacherAgreement, double overconfidence) {

    public HealthConfig {
        if (minimum < 1 || window < minimum || sampleEvery < 1 || checkEvery < 1 || checksInARow < 1) {
            throw new IllegalArgumentException("counts must be positive and the window hold the minimum");
        }
    }

    /**
     * Design values; the window is some seconds of a small fleet. A check costs as much as classifying the window four
     * times: one per 256 records takes a few per cent of a core from a fleet of 70 objects a second.
     */
    public static HealthConfig defaults() {
        return new HealthConfig(192, 128, 2, 128, 2, 0.05, 0.6, 0.7, 2, 0.15, 0.6, 0.2);
    }

    /** The same limits with other counts, for short streams. */
    public HealthConfig withCounts(int records, int least, int every, int between, int inARow) {
        return new HealthConfig(records, least, every, between, inARow, canaryDropFromBase, entropyOfBase,
                largestShare, largestShareOfBase, agreementDrop, minTeacherAgreement, overconfidence);
    }
}
