package dev.understudy.learning.sample;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Arrays of floats and their forms in messages. */
public final class Floats {

    /** How far above 1 a rounded probability may be. */
    public static final float ROUNDING = 1e-4f;
    /** How far a sum of probabilities may be from 1. */
    private static final double SUM_ROUNDING = 1e-2;

    private Floats() {
    }

    /** Whether all lie in [0, 1], up to rounding above; NaN does not. */
    private static boolean areProbabilities(List<Float> values) {
        return values.stream().allMatch(p -> p >= 0 && p <= 1 + ROUNDING);
    }

    /** Whether they are probabilities that sum to 1, as nearly as rounded ones do. */
    public static boolean areDistribution(List<Float> values) {
        double sum = values.stream().mapToDouble(Float::doubleValue).sum();
        return areProbabilities(values) && Math.abs(sum - 1) <= SUM_ROUNDING;
    }

    /** The values of a repeated field. */
    public static float[] of(List<Float> values) {
        float[] out = new float[values.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = values.get(i);
        }
        return out;
    }

    /**
     * As many values as expected, from a message that another program may have written.
     *
     * @throws IllegalArgumentException when there are more or fewer, or one is no finite number
     */
    public static float[] of(List<Float> values, int expected) {
        return checked(of(values), expected);
    }

    /** The same, of little-endian bytes. */
    public static float[] of(ByteString bytes, int expected) {
        float[] out = new float[bytes.size() / Float.BYTES];
        bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
        return checked(out, expected);
    }

    /** Little-endian bytes. */
    public static ByteString bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return ByteString.copyFrom(buffer);
    }

    /** The values as a repeated field takes them. */
    public static List<Float> list(float[] values) {
        List<Float> out = new ArrayList<>(values.length);
        for (float value : values) {
            out.add(value);
        }
        return out;
    }

    private static float[] checked(float[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(values.length + " values where there should be " + expected);
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a value is NaN or infinite");
            }
        }
        return values;
    }
}
