package dev.understudy.learning.pretrain;

import dev.understudy.learning.label.Fusion;

/**
 * How a bootstrap model is made.
 *
 * @param seed of weights, sampling and augmentation
 * @param steps optimiser steps
 * @param batch rows per step, class-balanced
 * @param learningRate peak; rises over the first twentieth, then falls to 0 as a cosine
 * @param weightDecay of AdamW
 * @param crossModalWeight of the contrastive loss
 * @param augmentation strength, 1 as online
 * @param averageHalfLife steps; the average of the weights is what ships
 * @param fusion how the branches are fused, for labels and events
 * @param pointWeight weight of the point branch in the fusion (omega)
 * @param anchors labelled objects that ship to be rehearsed
 * @param canary labelled objects that ship for the gate
 */
public record PretrainConfig(long seed, int steps, int batch, float learningRate, float weightDecay,
        float crossModalWeight, double augmentation, float averageHalfLife, Fusion fusion, float pointWeight,
        int anchors, int canary) {

    /** A few minutes on one core. */
    public static PretrainConfig defaults() {
        return new PretrainConfig(20261120, 3000, 64, 3e-3f, 0.05f, 0.5f, 0.45, 60, Fusion.MEAN, 1f, 2000, 1200);
    }

    /** The same for another seed. */
    public PretrainConfig withSeed(long otherSeed) {
        return with(otherSeed, steps);
    }

    /** The same for another seed and length. */
    public PretrainConfig with(long otherSeed, int otherSteps) {
        return new PretrainConfig(otherSeed, otherSteps, batch, learningRate, weightDecay, crossModalWeight,
                augmentation, averageHalfLife, fusion, pointWeight, anchors, canary);
    }
}
