package dev.understudy.learning.experiment;

import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.pretrain.PretrainConfig;

/**
 * How every arm of an experiment learns and publishes.
 *
 * @param base how the model is made that all arms start from
 * @param learning of the guarded joint arm; the others train in ways made from its
 */
public record ExperimentConfig(PretrainConfig base, LearningConfig learning) {

    private static final int BASE_STEPS = 600;
    private static final int BATCH = 64;

    /** With the usual base: clean source objects, only mirrored, so that the shift is news to it. */
    public static ExperimentConfig of(LearningConfig learning) {
        return new ExperimentConfig(new PretrainConfig(0, BASE_STEPS, BATCH, 3e-3f, 0.05f, 0.5f, 0, 30, Fusion.MEAN,
                1f, 2000, 1500), learning);
    }

    /** The same with another number of steps for the base. */
    public ExperimentConfig withBaseSteps(int steps) {
        return new ExperimentConfig(base.with(base.seed(), steps), learning);
    }
}
