package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import dev.understudy.learning.checkpoint.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The few layers both networks are made of, on named weights. Images are [rows, height, width, channels], as they lie
 * in native memory.
 *
 * <p>No product here has fewer than {@value #FEWEST_ROWS} rows: MKL computes smaller ones by other kernels on AMD,
 * whatever MKL_CBWR asks for, and a row's bits would depend on how many others there are.
 */
final class Layers {

    /** Side of a convolution's kernel. */
    static final int SIDE = 3;

    /** Rows of a product below which an object's bits depend on the others of its batch. */
    static final int FEWEST_ROWS = 4;

    /** Added to a variance before the root, so that a row of equal values stays finite. */
    static final float EPSILON = 1e-5f;
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NO_PADDING = new Shape(0, 0);

    private Layers() {
    }

    /** Linear on the last axis, with a bias. */
    static NDArray linear(BoundWeights w, String name, NDArray x) {
        return linear(x, w.get(name + "/weight"), w.get(name + "/bias"));
    }

    /** Linear on the last axis: weight [out, in], bias [out] or null. */
    static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        Shape shape = x.getShape();
        long in = shape.get(shape.dimension() - 1);
        long rows = shape.size() / in;
        if (rows >= FEWEST_ROWS) {
            return Linear.linear(x, weight, bias).singletonOrThrow();
        }
        NDArray product = Linear.linear(filledUp(x.reshape(rows, in)), weight, bias).singletonOrThrow();
        Shape out = shape.slice(0, shape.dimension() - 1).add(weight.getShape().get(0));
        return product.get(new NDIndex().addSliceDim(0, rows)).reshape(out);
    }

    /** The rows, again and again until they are enough. */
    private static NDArray filledUp(NDArray rows) {
        NDList repeated = new NDList();
        for (long count = 0; count < FEWEST_ROWS; count += rows.getShape().get(0)) {
            repeated.add(rows);
        }
        return NDArrays.concat(repeated, 0);
    }

    /** Stride-2 convolution, 3 x 3, padded by 1, kernel [out, 3, 3, in]: halves width and height. */
    static NDArray halve(BoundWeights w, String name, NDArray x) {
        return halve(x, w.get(name + "/weight"), w.get(name + "/bias"));
    }

    static NDArray halve(NDArray x, NDArray kernel, NDArray bias) {
        if (x.getShape().get(x.getShape().dimension() - 1) == 1) {
            return halve(twoChannels(x), twoChannels(kernel), bias);
        }
        try (NDArray planes = planes(x); NDArray turned = planes(kernel);
                NDArray out = Conv2d.conv2d(planes, turned, bias, TWO, ONE, ONE).singletonOrThrow()) {
            return out.transpose(0, 2, 3, 1);
        }
    }

    /** A lone channel lies last and as a plane at once, and the engine takes it for a plane: beside zeros it is not. */
    private static NDArray twoChannels(NDArray lone) {
        return NDArrays.concat(new NDList(lone, lone.zerosLike()), lone.getShape().dimension() - 1);
    }

    /** Means of square cells: keeps where things are, roughly, and forgets the rest. */
    static NDArray means(NDArray x, int side) {
        Shape cell = new Shape(side, side);
        return Pool.avgPool2d(planes(x), cell, cell, NO_PADDING, false, false).transpose(0, 2, 3, 1);
    }

    /** A view with the order of axes that the engine expects; its memory order tells the engine the rest. */
    private static NDArray planes(NDArray x) {
        return x.transpose(0, 3, 1, 2);
    }

    /**
     * Layer normalisation over the axes of the scale, then ReLU. Closes its input: what a network holds on to, it
     * soon reads from main memory instead of the cache, and a backward pass keeps what it needs by itself.
     */
    static NDArray normRelu(BoundWeights w, String name, NDArray consumed) {
        return normRelu(consumed, w.get(name + "/scale"), w.get(name + "/shift"));
    }

    static NDArray normRelu(NDArray consumed, NDArray scale, NDArray shift) {
        try (consumed; NDArray normal = norm(consumed, scale, shift)) {
            return Activation.relu(normal);
        }
    }

    /** Layer normalisation over the last axis. */
    static NDArray norm(BoundWeights w, String name, NDArray x) {
        return norm(x, w.get(name + "/scale"), w.get(name + "/shift"));
    }

    /** Layer normalisation over the axes of the scale. */
    static NDArray norm(NDArray x, NDArray scale, NDArray shift) {
        return LayerNorm.layerNorm(x, scale.getShape(), scale, shift, EPSILON).singletonOrThrow();
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
        into.put(name + "/weight", gaussian(random, Math.sqrt(2.0 / (in * SIDE * SIDE)), out, in, SIDE, SIDE));
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
