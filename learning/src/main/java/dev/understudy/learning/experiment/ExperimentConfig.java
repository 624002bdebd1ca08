package dev.understudy.learning.experiment;

import dev.understudy.learning.gate.GateConfig;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.pretrain.PretrainConfig;
import dev.understudy.learning.train.TrainerConfig;

/**
 * How every arm of an experiment learns and publishes.
 *
 * @param base how the model is made that all arms start from
 * @param trainer of the guarded joint arm; the others are made from it
 * @param gate with minima of evidence for a short stream; the vetoes are those of the running system
 * @param stepsPerCandidate optimiser steps from one candidate to the next
 */
public record ExperimentConfig(PretrainConfig base, TrainerConfig trainer, GateConfig gate, int stepsPerCandidate) {

    private static final int BASE_STEPS = 600;
    private static final int BATCH = 64;

    /** Clean source objects, only mirrored: the shift is news to it. */
    private static PretrainConfig source() {
        return new PretrainConfig(0, BASE_STEPS, BATCH, 3e-3f, 0.05f, 0.5f, 0, 30, Fusion.MEAN, 1f, 2000, 600);
    }

    /**
     * A stream of some thousand objects is soon over: twice the live trainer's steps per record, and larger ones.
     * Memory rows get the teacher's newest labels, because the live model's, which labelled them, is older the more
     * candidates the gate refuses. Views are weaker than the live trainer's: a base that only knows clean objects
     * forgets them under strong ones, and the gate refuses what it learns. On the tuning seed (21, field, 4,000
     * objects) the point branch gained 22.8 points with this, 20.7 at a strength of 0.45, 1.3 at 0.7 with twice the
     * weight on balance (nine of ten candidates refused), 17.3 without new labels and with a quarter of anchors.
     */
    private static TrainerConfig fast() {
        return new TrainerConfig(12, 28, 24, 512, 2, 64, 8, 1e-3f, 0.01f, 1f, 50, 60, 1f, 0.1f, 0.5f, 10, 256, true,
                0.3);
    }

    public static ExperimentConfig defaults() {
        return new ExperimentConfig(source(), fast(), GateConfig.defaults().withMinima(20, 10, 32), 48);
    }

    /** The same with another number of steps for the base. */
    public ExperimentConfig withBaseSteps(int steps) {
        return new ExperimentConfig(base.with(base.seed(), steps), trainer, gate, stepsPerCandidate);
    }
}
