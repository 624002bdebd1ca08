package dev.understudy.learning.experiment;

import dev.understudy.learning.gate.GateConfig;
import dev.understudy.learning.train.TrainerConfig;

/**
 * How every arm of an experiment learns and publishes.
 *
 * @param trainer of the guarded joint arm; the others are made from it
 * @param gate with minima of evidence for a short stream; the vetoes are those of the running system
 * @param stepsPerCandidate optimiser steps from one candidate to the next
 */
public record ExperimentConfig(TrainerConfig trainer, GateConfig gate, int stepsPerCandidate) {

    /**
     * Between two and three times the live trainer's, because a stream is over after some thousand objects. On the
     * tuning seed (11, cheap LiDAR, 2,200 objects) three times this rate at twice the steps took the oracle nine points
     * up at the point branch, but guarded joint training three below what the frozen model serves: it learns its own
     * mistakes. With this rate both gain.
     */
    private static final float LEARNING_RATE = 4e-4f;

    public static ExperimentConfig defaults() {
        return new ExperimentConfig(TrainerConfig.defaults().withRate(LEARNING_RATE),
                GateConfig.defaults().withMinima(20, 10, 32), 40);
    }
}
