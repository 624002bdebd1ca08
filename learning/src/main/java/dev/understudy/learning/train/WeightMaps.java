package dev.understudy.learning.train;

import dev.understudy.learning.checkpoint.Tensor;
import java.util.Map;
import java.util.TreeMap;

/** Arithmetic on whole sets of named tensors. */
public final class WeightMaps {

    private WeightMaps() {
    }

    /** A copy that shares nothing with the original. */
    public static Map<String, Tensor> copy(Map<String, Tensor> weights) {
        Map<String, Tensor> out = new TreeMap<>();
        weights.forEach((name, tensor) -> out.put(name, new Tensor(tensor.shape(), tensor.data().clone())));
        return out;
    }

    /**
     * Exponential moving average in place: average = keep * average + (1 - keep) * latest. A tensor that both share is
     * fixed and stays as it is: the average of a number with itself is rounded, and would drift.
     */
    public static void follow(Map<String, Tensor> average, Map<String, Tensor> latest, float keep) {
        average.forEach((name, tensor) -> {
            float[] a = tensor.data();
            float[] b = latest.get(name).data();
            if (a == b) {
                return;
            }
            for (int i = 0; i < a.length; i++) {
                a[i] = keep * a[i] + (1 - keep) * b[i];
            }
        });
    }

    /** Share kept per step so that after {@code halfLife} steps half of the average is new. */
    public static float keepOf(float halfLife) {
        return (float) StrictMath.pow(0.5, 1 / halfLife);
    }

    /** Puts every tensor under a prefix. */
    public static void put(Map<String, Tensor> into, String prefix, Map<String, Tensor> weights) {
        weights.forEach((name, tensor) -> into.put(prefix + name, tensor));
    }
}
