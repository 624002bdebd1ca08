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
 */
public record GateConfig(double canaryDrop, double canaryDropFromBase, double entropyOfBase, double entropyOfServed,
        double entropyFloor, double largestShare, double largestShareOfBase, int minUpdates, int minTracks,
        double minCoverage, int minProbe) {

    /** For production: evidence of hundreds of updates and tracks. */
    public static GateConfig defaults() {
        return new GateConfig(0.01, 0.02, 0.75, 0.85, 0.3, 0.5, 1.5, 200, 300, 0.2, 128);
    }

    /** The same vetoes with other minima of evidence, for a short demonstration. */
    public GateConfig withMinima(int updates, int tracks, int probe) {
        return new GateConfig(canaryDrop, canaryDropFromBase, entropyOfBase, entropyOfServed, entropyFloor,
                largestShare, largestShareOfBase, updates, tracks, minCoverage, probe);
    }
}
