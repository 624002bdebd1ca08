package dev.understudy.learning.label;

import java.util.Arrays;

/**
 * Self-adaptive class thresholds in the form of FreeMatch (arXiv 2205.07246): a global level follows the mean
 * confidence, and each class's share of it follows how much the model believes in that class. Not thread-safe.
 */
public final class AdaptiveThresholds {

    private static final float MOMENTUM = 0.98f; // per batch of records
    private static final float START = 0.6f;
    private static final float LOWEST = 0.4f;
    private static final float HIGHEST = 0.95f;

    private float global = START;
    private final float[] prior;

    public AdaptiveThresholds(int classes) {
        prior = new float[classes];
        Arrays.fill(prior, 1f / classes);
    }

    /** Goes on from a running prior and thresholds made by {@link #thresholds}. */
    public static AdaptiveThresholds resume(float[] thresholds, float[] prior) {
        AdaptiveThresholds resumed = new AdaptiveThresholds(prior.length);
        System.arraycopy(prior, 0, resumed.prior, 0, prior.length);
        resumed.global = 0;
        for (float threshold : thresholds) {
            resumed.global = Math.max(resumed.global, threshold);
        }
        return resumed;
    }

    /** Goes on from a level and a prior exactly. */
    public static AdaptiveThresholds of(float level, float[] prior) {
        AdaptiveThresholds exact = new AdaptiveThresholds(prior.length);
        exact.global = level;
        System.arraycopy(prior, 0, exact.prior, 0, prior.length);
        return exact;
    }

    /** The global level, before any class's share of it. */
    public float level() {
        return global;
    }

    /**
     * Follows one batch.
     *
     * @param meanConfidence mean fused confidence of the batch
     * @param meanDistribution mean class distribution of the batch
     */
    public void observe(float meanConfidence, float[] meanDistribution) {
        global = MOMENTUM * global + (1 - MOMENTUM) * meanConfidence;
        for (int k = 0; k < prior.length; k++) {
            prior[k] = MOMENTUM * prior[k] + (1 - MOMENTUM) * meanDistribution[k];
        }
    }

    /** Thresholds per class: the global level scaled by the class's share of the largest class, within [0.4, 0.95]. */
    public float[] thresholds() {
        float largest = 0;
        for (float share : prior) {
            largest = Math.max(largest, share);
        }
        float[] out = new float[prior.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = Math.max(LOWEST, Math.min(HIGHEST, global * prior[k] / largest));
        }
        return out;
    }

    /** Running mean class distribution. */
    public float[] prior() {
        return prior.clone();
    }
}
