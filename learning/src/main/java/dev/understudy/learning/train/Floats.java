package dev.understudy.learning.train;

import java.util.List;

/** Boxed to primitive. */
final class Floats {

    private Floats() {
    }

    static float[] of(List<Float> values) {
        float[] out = new float[values.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = values.get(i);
        }
        return out;
    }
}
