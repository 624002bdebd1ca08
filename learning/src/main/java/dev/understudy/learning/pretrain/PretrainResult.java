package dev.understudy.learning.pretrain;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.train.StepCounts;
import java.util.List;
import java.util.Map;

/**
 * A bootstrap model and what ships with it.
 *
 * @param checkpoint student and teacher alike
 * @param anchors class-balanced part of the training objects
 * @param canary class-balanced part of the held-out objects
 * @param steps optimiser steps made, and those of them skipped because they were not finite
 * @param scores on all held-out objects, e.g. {@code joint-mean.accuracy}
 */
public record PretrainResult(Checkpoint checkpoint, List<LabelledObject> anchors, List<LabelledObject> canary,
        StepCounts steps, Map<String, Double> scores) {

    /** The same under another labelling rule, by name. */
    public PretrainResult withRule(String rule) {
        return new PretrainResult(new Checkpoint(checkpoint.manifest().toBuilder().setRule(rule).build(),
                checkpoint.tensors()), anchors, canary, steps, scores);
    }
}
