package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import dev.understudy.learning.checkpoint.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/** The few layers both networks are made of, on named weights. */
final class Layers {

    /** Added to a variance before the root, so that a row of equal values stays finite. */
    static final float EPSILON = 1e-5f;
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape ONE = new Shape(1, 1);

    private Layers() {
    }

    static NDArray linear(BoundWeights w, String name, NDArray x) {
        return Linear.linear(x, w.get(name + "/weight"), w.get(name + "/bias")).singletonOrThrow();
    }

    /** Stride-2 convolution, 3 x 3, padded by 1: halves width and height. */
    static NDArray halve(BoundWeights w, String name, NDArray x) {
        return halve(x, w.get(name + "/weight"), w.get(name + "/bias"));
    }

    static NDArray halve(NDArray x, NDArray kernel, NDArray bias) {
        return Conv2d.conv2d(x, kernel, bias, TWO, ONE, ONE).singletonOrThrow();
    }

    /**
     * Layer normalisation over the axes of the scale, then ReLU. Closes its input: what a network holds on to, it
     * soon reads from main memory instead of the cache, and a backward pass keeps what it needs by itself.
     */
    static NDArray normRelu(BoundWeights w, String name, NDArray consumed) {
        NDArray scale = w.get(name + "/scale");
        try (consumed; NDArray normal = LayerNorm.layerNorm(consumed, scale.getShape(), scale,
                w.get(name + "/shift"), EPSILON).singletonOrThrow()) {
            return Activation.relu(normal);
        }
    }

    /** Layer normalisation over the last axis. */
    static NDArray norm(BoundWeights w, String name, NDArray x) {
        NDArray scale = w.get(name + "/scale");
        return LayerNorm.layerNorm(x, scale.getShape(), scale, w.get(name + "/shift"), EPSILON).singletonOrThrow();
    }

    /** Rows to unit length. */
    static NDArray unit(NDArray x) {
        return x.normalize(2, 1, 1e-12);
    }

    static void initLinear(SplittableRandom random, Map<String, Tensor> into, String name, int in, int out) {
        initLinear(random, into, name, in, out, Math.sqrt(2));
    }

    /** With a gain other than that of a layer before a ReLU. */
    static void initLinear(SplittableRandom random, Map<String, Tensor> into, String name, int in, int out,
            double gain) {
        into.put(name + "/weight", gaussian(random, gain / Math.sqrt(in), out, in));
        into.put(name + "/bias", constant(0, out));
    }

    static void initConvolution(SplittableRandom random, Map<String, Tensor> into, String name, int in, int out) {
        into.put(name + "/weight", gaussian(random, Math.sqrt(2.0 / (in * 9)), out, in, 3, 3));
        into.put(name + "/bias", constant(0, out));
    }

    static void initNorm(Map<String, Tensor> into, String name, long... shape) {
        into.put(name + "/scale", constant(1, shape));
        into.put(name + "/shift", constant(0, shape));
    }

    static Tensor gaussian(SplittableRandom random, double deviation, long... shape) {
        float[] data = new float[(int) Tensor.elements(shape)];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (deviation * random.nextGaussian());
        }
        return new Tensor(shape, data);
    }

    private static Tensor constant(float value, long... shape) {
        float[] data = new float[(int) Tensor.elements(shape)];
        Arrays.fill(data, value);
        return new Tensor(shape, data);
    }
}
