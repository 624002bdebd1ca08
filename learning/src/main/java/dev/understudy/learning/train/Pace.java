package dev.understudy.learning.train;

/**
 * How many steps the stream calls for.
 *
 * @param samples judged samples after which a round of steps is due
 * @param steps optimiser steps of a round
 */
public record Pace(int samples, int steps) {

    public Pace {
        TrainerConfig.require(samples > 0 && steps > 0, "samples and steps of a round must be positive");
    }

    /** A step of 64 rows, some 80 ms of a core, for every 16 samples. */
    public static Pace defaults() {
        return new Pace(64, 4);
    }
}
