package dev.understudy.learning.label;

import dev.understudy.proto.v1.CheckpointManifest;

/**
 * What adapts in a labelling rule. Owned by the trainer, travels in the checkpoint manifest.
 *
 * @param pointWeight weight of the point branch (omega)
 * @param thresholds per class (tau)
 */
public record RuleParameters(float pointWeight, float[] thresholds) {

    /** The parameters a checkpoint carries. */
    public static RuleParameters of(CheckpointManifest manifest) {
        float[] thresholds = new float[manifest.getClassThresholdsCount()];
        for (int k = 0; k < thresholds.length; k++) {
            thresholds[k] = manifest.getClassThresholds(k);
        }
        return new RuleParameters(manifest.getPointWeight(), thresholds);
    }
}
