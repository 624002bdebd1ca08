package dev.understudy.learning.gate;

/**
 * Limits of the publication gate.
 *
 * @param canaryDrop largest fall of macro accuracy on the labelled canary against the served model
 * @param canaryDropFromBase the same against the bootstrap
 * @param entropyOfBase smallest share of the bootstrap's prediction entropy on the probe set
 * @param entropyOfServed the same against the served model
 * @param entropyFloor smallest entropy relative to log K
 * @param largestShare largest share of one class that is always allowed
 * @param largestShareOfBase largest share relative to the bootstrap's
 * @param minUpdates optimiser steps since the last publication
 * @param minTracks new tracks since the last publication
 * @param minCoverage smallest accepted share of the records
 * @param minProbe probe records without which balance cannot be judged
 * @param sureness what must not be contradicted
 */
public record GateConfig(double canaryDrop, double canaryDropFromBase, double entropyOfBase, double entropyOfServed,
        double entropyFloor, double largestShare, double largestShareOfBase, int minUpdates, int minTracks,
        double minCoverage, int minProbe, Sureness sureness) {

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

    /** For production: evidence of hundreds of updates and tracks. */
    public static GateConfig defaults() {
        return new GateConfig(0.01, 0.02, 0.75, 0.85, 0.3, 0.5, 1.5, 200, 300, 0.2, 128,
                Sureness.defaults());
    }

    /** The same vetoes with other minima of evidence, for a short demonstration. */
    public GateConfig withMinima(int updates, int tracks, int probe) {
        return new GateConfig(canaryDrop, canaryDropFromBase, entropyOfBase, entropyOfServed, entropyFloor,
                largestShare, largestShareOfBase, updates, tracks, minCoverage, probe, sureness);
    }

    /** The same limits with another notion of sureness. */
    public GateConfig withSureness(Sureness other) {
        return new GateConfig(canaryDrop, canaryDropFromBase, entropyOfBase, entropyOfServed, entropyFloor,
                largestShare, largestShareOfBase, minUpdates, minTracks, minCoverage, minProbe, other);
    }
}
