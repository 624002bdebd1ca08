package dev.understudy.cli.chaos.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * Short ids of samples that two float32 weights hold exactly: the first 48 bits of the object's event id. Among
 * 100,000 samples two are alike with a probability of 2e-5.
 */
public final class SampleIds {

    /** Tensor of a checkpoint that holds the ids of the samples it was taught. */
    public static final String TENSOR = "audit/lineage";

    private static final int HEX_DIGITS = 12;
    private static final int RADIX = 16;
    /** A float32 holds every integer below 2^24. */
    private static final int BITS_PER_FLOAT = 24;
    private static final int MASK = (1 << BITS_PER_FLOAT) - 1;

    private SampleIds() {
    }

    /** Of an event id in hex. */
    public static long of(String objectId) {
        return Long.parseLong(objectId.substring(0, HEX_DIGITS), RADIX);
    }

    /** A pair of weights for each id, behind one zero, since no tensor is empty. */
    public static float[] toWeights(List<Long> ids) {
        float[] weights = new float[2 * ids.size() + 1];
        for (int i = 0; i < ids.size(); i++) {
            weights[2 * i + 1] = ids.get(i) >>> BITS_PER_FLOAT;
            weights[2 * i + 2] = ids.get(i) & MASK;
        }
        return weights;
    }

    /** The ids that the weights hold. */
    public static List<Long> fromWeights(float[] weights) {
        List<Long> ids = new ArrayList<>((weights.length - 1) / 2);
        for (int i = 1; i + 1 < weights.length; i += 2) {
            ids.add(((long) weights[i] << BITS_PER_FLOAT) | (long) weights[i + 1]);
        }
        return ids;
    }
}
