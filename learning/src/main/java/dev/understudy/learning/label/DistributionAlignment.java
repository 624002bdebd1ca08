package dev.understudy.learning.label;

import java.util.Arrays;

/**
 * Distribution alignment in the form of AdaMatch (arXiv 2106.04732) for a stream: a distribution is multiplied by the
 * ratio of a slowly moving prior to the running mean of late, so that a class that suddenly seems to be everywhere has
 * to be surer. The ratio is bounded, because a stream may truly bring one class for a while. Not thread-safe.
 */
public final class DistributionAlignment {

    private static final float MOMENTUM = 0.99f; // per record: about the last hundred count
    private static final float LARGEST_RATIO = 3;
    private static final float LEAST = 1e-3f;

    private final float[] recent;

    public DistributionAlignment(int classes) {
        recent = new float[classes];
        Arrays.fill(recent, 1f / classes);
    }

    /** Goes on from a running mean exactly. */
    public static DistributionAlignment of(float[] recent) {
        DistributionAlignment exact = new DistributionAlignment(recent.length);
        System.arraycopy(recent, 0, exact.recent, 0, recent.length);
        return exact;
    }

    /** Running mean of late. */
    public float[] recent() {
        return recent.clone();
    }

    /** Follows one distribution. */
    public void observe(float[] distribution) {
        for (int k = 0; k < recent.length; k++) {
            recent[k] = MOMENTUM * recent[k] + (1 - MOMENTUM) * distribution[k];
        }
    }

    /** The distribution aligned to a prior, summing to 1; the given one stays. */
    public float[] align(float[] distribution, float[] prior) {
        float[] out = new float[distribution.length];
        float sum = 0;
        for (int k = 0; k < out.length; k++) {
            float ratio = (prior[k] + LEAST) / (recent[k] + LEAST);
            out[k] = distribution[k] * Math.max(1 / LARGEST_RATIO, Math.min(LARGEST_RATIO, ratio));
            sum += out[k];
        }
        for (int k = 0; k < out.length; k++) {
            out[k] /= sum;
        }
        return out;
    }
}
