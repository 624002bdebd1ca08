package dev.understudy.learning.loop;

import dev.understudy.learning.gate.GateConfig;
import dev.understudy.learning.gate.HealthConfig;
import dev.understudy.learning.train.TrainerConfig;

/**
 * How a student learns from a stream, and what a candidate must be to go live: what the trainer deploys and every
 * measurement of it takes.
 *
 * @param training how it learns
 * @param gate what a candidate must be to go live
 * @param health what a live model must stay
 * @param stepsPerCandidate optimiser steps from one candidate to the next
 */
public record LearningConfig(TrainerConfig training, GateConfig gate, HealthConfig health, int stepsPerCandidate) {

    /** As many updates as the gate's default minimum of evidence. */
    private static final int STEPS_PER_CANDIDATE = 200;

    public LearningConfig {
        if (stepsPerCandidate < 1) {
            throw new IllegalArgumentException("stepsPerCandidate must be positive: " + stepsPerCandidate);
        }
    }

    /** Those of the running system. */
    public static LearningConfig defaults() {
        return new LearningConfig(TrainerConfig.defaults(), GateConfig.defaults(), HealthConfig.defaults(),
                STEPS_PER_CANDIDATE);
    }

    /** The same with another way of training. */
    public LearningConfig withTraining(TrainerConfig other) {
        return new LearningConfig(other, gate, health, stepsPerCandidate);
    }

    /** The same behind another gate. */
    public LearningConfig withGate(GateConfig other) {
        return new LearningConfig(training, other, health, stepsPerCandidate);
    }

    /** The same under another watch. */
    public LearningConfig withHealth(HealthConfig other) {
        return new LearningConfig(training, gate, other, stepsPerCandidate);
    }

    /** The same with candidates at another distance. */
    public LearningConfig withStepsPerCandidate(int steps) {
        return new LearningConfig(training, gate, health, steps);
    }
}
