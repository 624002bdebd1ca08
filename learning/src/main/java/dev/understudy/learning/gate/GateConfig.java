package dev.understudy.learning.gate;

/**
 * Limits of the publication gate.
 *
 * @param canary what a candidate may lose on labelled source objects
 * @param balance how evenly it must spread its answers
 * @param minima evidence without which it waits
 * @param sureness what must not be contradicted
 */
public record GateConfig(CanaryLimits canary, BalanceLimits balance, Minima minima, Sureness sureness) {

    /**
     * Largest falls of macro accuracy on the labelled canary.
     *
     * @param drop against the served model
     * @param dropFromBase against the bootstrap
     */
    public record CanaryLimits(double drop, double dropFromBase) {

        static CanaryLimits defaults() {
            return new CanaryLimits(0.01, 0.02);
        }
    }

    /**
     * Limits of the distribution of answers on the probe set.
     *
     * @param entropyOfBase smallest share of the bootstrap's prediction entropy
     * @param entropyOfServed smallest share of the served model's
     * @param entropyFloor smallest entropy relative to log K
     * @param largestShare largest share of one class that is always allowed
     * @param largestShareOfBase largest share relative to the bootstrap's
     */
    public record BalanceLimits(double entropyOfBase, double entropyOfServed, double entropyFloor,
            double largestShare, double largestShareOfBase) {

        static BalanceLimits defaults() {
            return new BalanceLimits(0.75, 0.85, 0.3, 0.5, 1.5);
        }
    }

    /**
     * Evidence since the last publication.
     *
     * @param updates optimiser steps
     * @param tracks new tracks
     * @param coverage smallest accepted share of the records
     * @param probe probe records without which balance cannot be judged
     */
    public record Minima(int updates, int tracks, double coverage, int probe) {

        /** Hundreds of updates and tracks. */
        static Minima defaults() {
            return new Minima(200, 300, 0.2, 128);
        }
    }

    /**
     * An older model's sure answers: those its branches, each alone, agree on, with a mean probability above a limit.
     *
     * @param confidence that limit
     * @param objects sure answers without which nothing is said of the rest
     * @param ofBase mean probability a candidate must leave to what the bootstrap is sure of, on the probe set
     * @param ofLabels share of that many labels in a row, where the served model is sure, that must be what it says
     */
    public record Sureness(double confidence, int objects, double ofBase, double ofLabels) {

        static Sureness defaults() {
            return new Sureness(0.9, 16, 0.9, 0.6);
        }
    }

    /** For production. */
    public static GateConfig defaults() {
        return new GateConfig(CanaryLimits.defaults(), BalanceLimits.defaults(), Minima.defaults(),
                Sureness.defaults());
    }

    /** The same vetoes with other minima of evidence, for a short stream; coverage stays. */
    public GateConfig withMinima(int updates, int tracks, int probe) {
        return new GateConfig(canary, balance, new Minima(updates, tracks, minima.coverage(), probe), sureness);
    }

    /** The same limits with another notion of sureness. */
    public GateConfig withSureness(Sureness other) {
        return new GateConfig(canary, balance, minima, other);
    }
}
