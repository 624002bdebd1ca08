package dev.understudy.learning.train;

import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.sample.Floats;
import dev.understudy.proto.v1.OptimiserMoments;
import dev.understudy.proto.v1.TensorMoments;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adam with decoupled weight decay over named tensors in Java arrays, so that its moments can be saved, moved and
 * cleared. Decay applies to names that end in {@code /weight}. Not thread-safe.
 */
public final class AdamW {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final float weightDecay;
    private final Map<String, float[]> first = new TreeMap<>();
    private final Map<String, float[]> second = new TreeMap<>();
    private long steps;

    public AdamW(float weightDecay) {
        this.weightDecay = weightDecay;
    }

    /** Moves the weights in place. */
    public void step(Map<String, Tensor> weights, Map<String, float[]> gradients, float learningRate) {
        steps++;
        double correct1 = 1 - StrictMath.pow(BETA1, steps);
        double correct2 = 1 - StrictMath.pow(BETA2, steps);
        float rate = (float) (learningRate / correct1);
        float root = (float) (1 / Math.sqrt(correct2));
        gradients.forEach((name, gradient) -> {
            float[] w = weights.get(name).data();
            float[] m = first.computeIfAbsent(name, n -> new float[w.length]);
            float[] v = second.computeIfAbsent(name, n -> new float[w.length]);
            float keep = 1 - (name.endsWith("/weight") ? learningRate * weightDecay : 0);
            for (int i = 0; i < w.length; i++) {
                float g = gradient[i];
                m[i] = BETA1 * m[i] + (1 - BETA1) * g;
                v[i] = BETA2 * v[i] + (1 - BETA2) * g * g;
                w[i] = keep * w[i] - rate * m[i] / ((float) Math.sqrt(v[i]) * root + EPSILON);
            }
        });
    }

    /** Forgets all moments. */
    public void reset() {
        first.clear();
        second.clear();
        steps = 0;
    }

    /** Everything that the next step depends on beside weights and gradients. */
    OptimiserMoments save() {
        OptimiserMoments.Builder out = OptimiserMoments.newBuilder().setSteps(steps);
        first.forEach((name, m) -> out.addTensors(TensorMoments.newBuilder().setName(name)
                .setFirst(Floats.bytes(m)).setSecond(Floats.bytes(second.get(name)))));
        return out.build();
    }

    /**
     * Goes on where another left off.
     *
     * @throws IllegalArgumentException when the moments are not of these weights
     */
    void load(OptimiserMoments moments, Map<String, Tensor> weights) {
        reset();
        for (TensorMoments tensor : moments.getTensorsList()) {
            Tensor weight = weights.get(tensor.getName());
            if (weight == null) {
                throw new IllegalArgumentException("moments of an unknown tensor");
            }
            first.put(tensor.getName(), Floats.of(tensor.getFirst(), weight.data().length));
            second.put(tensor.getName(), Floats.of(tensor.getSecond(), weight.data().length));
        }
        steps = moments.getSteps();
    }

    /** Global norm of all gradients. */
    public static float norm(Map<String, float[]> gradients) {
        double sum = 0;
        for (float[] gradient : gradients.values()) {
            for (float g : gradient) {
                sum += (double) g * g;
            }
        }
        return (float) Math.sqrt(sum);
    }

    /** Scales all gradients down, in place, so that their global norm does not exceed the limit. */
    public static void clip(Map<String, float[]> gradients, float norm, float limit) {
        if (norm <= limit) {
            return;
        }
        float factor = limit / norm;
        for (float[] gradient : gradients.values()) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= factor;
            }
        }
    }
}
