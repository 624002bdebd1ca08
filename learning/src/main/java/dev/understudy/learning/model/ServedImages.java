package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.sample.EncodedObject;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@link ConvNetLite} without learning. The channels of a pixel lie side by side in memory, which the engine's
 * convolutions and pooling want: otherwise they turn every array over before and after. A view with the usual order of
 * axes tells the engine so.
 */
final class ServedImages {

    private final Architecture architecture;
    private final BoundWeights weights;
    private final NDArray[] kernels;

    /** Copies the weights, turned over, into the manager. */
    ServedImages(NDManager manager, Architecture architecture, Map<String, Tensor> tensors) {
        this.architecture = architecture;
        int layers = architecture.imageChannels().size();
        Map<String, Tensor> turned = new TreeMap<>(tensors);
        for (int i = 0; i < layers; i++) {
            String name = ConvNetLite.convolution(i);
            turned.put(name + "/weight", channelsLast(FoldedPoints.need(tensors, name + "/weight"), 1));
            turned.put(name + "/scale", channelsLast(FoldedPoints.need(tensors, name + "/scale"), 0));
            turned.put(name + "/shift", channelsLast(FoldedPoints.need(tensors, name + "/shift"), 0));
        }
        turned.put(ConvNetLite.HEAD + "/weight", head(FoldedPoints.need(tensors, ConvNetLite.HEAD + "/weight")));
        this.weights = BoundWeights.bind(manager, turned);
        this.kernels = new NDArray[layers];
        for (int i = 0; i < layers; i++) {
            kernels[i] = channelsSecond(weights.get(ConvNetLite.convolution(i) + "/weight"));
        }
    }

    /** The head reads a grid of means: cells, and channels in each. */
    private Tensor head(Tensor weight) {
        long out = weight.shape()[0];
        long channels = architecture.imageChannels().get(architecture.imageChannels().size() - 1);
        long cells = weight.shape()[1] / channels;
        Tensor turned = channelsLast(new Tensor(new long[] {out, channels, cells}, weight.data()), 1);
        return new Tensor(weight.shape(), turned.data());
    }

    /** Moves an axis behind the others. */
    static Tensor channelsLast(Tensor tensor, int axis) {
        long[] shape = tensor.shape().clone();
        int channels = (int) shape[axis];
        System.arraycopy(shape, axis + 1, shape, axis, shape.length - axis - 1);
        shape[shape.length - 1] = channels;
        int inner = 1;
        for (int i = axis; i < shape.length - 1; i++) {
            inner *= (int) shape[i];
        }
        float[] data = new float[tensor.data().length];
        for (int i = 0; i < data.length; i++) {
            int outer = i / (inner * channels);
            data[(outer * inner + i % inner) * channels + i / inner % channels] = tensor.data()[i];
        }
        return new Tensor(shape, data);
    }

    /**
     * Vectors [M, d], not yet of unit length, of the objects in {@code rows}, which all have an image, in the given
     * manager.
     */
    NDArray embed(NDManager scope, List<EncodedObject> objects, int[] rows) {
        if (rows.length > 1) {
            return embed(pixels(scope, objects, rows));
        }
        // The engine convolves a lone image by another routine, whose sums differ in the last bit.
        return embed(pixels(scope, objects, new int[] {rows[0], rows[0]})).get(new NDIndex().addSliceDim(0, 1));
    }

    /** [M, S, S, C] to vectors. */
    private NDArray embed(NDArray pixels) {
        NDArray x = pixels;
        for (int i = 0; i < kernels.length; i++) {
            String name = ConvNetLite.convolution(i);
            try (NDArray in = x; NDArray view = channelsSecond(in);
                    NDArray out = Layers.halve(view, kernels[i], weights.get(name + "/bias"))) {
                x = Layers.normRelu(weights, name, out.transpose(0, 2, 3, 1));
            }
        }
        NDArray grid = ConvNetLite.grid(channelsSecond(x));
        NDArray flat = grid.transpose(0, 2, 3, 1).reshape(grid.getShape().get(0), -1);
        NDArray head = Layers.normRelu(weights, ConvNetLite.HEAD, Layers.linear(weights, ConvNetLite.HEAD, flat));
        return Layers.linear(weights, ConvNetLite.PROJECT, head);
    }

    private static NDArray channelsSecond(NDArray x) {
        return x.transpose(0, 3, 1, 2);
    }

    private static NDArray pixels(NDManager scope, List<EncodedObject> objects, int[] rows) {
        int floats = objects.get(rows[0]).image().length;
        int plane = floats / 3;
        int size = (int) Math.sqrt(plane);
        ByteBuffer bytes = scope.allocateDirect(rows.length * floats * Float.BYTES);
        FloatBuffer into = bytes.asFloatBuffer();
        float[] line = new float[3 * size];
        for (int row : rows) {
            float[] planes = objects.get(row).image();
            for (int at = 0; at < plane; at += size) {
                for (int i = 0; i < size; i++) {
                    line[3 * i] = planes[at + i];
                    line[3 * i + 1] = planes[plane + at + i];
                    line[3 * i + 2] = planes[2 * plane + at + i];
                }
                into.put(line);
            }
        }
        return scope.create(bytes, new Shape(rows.length, size, size, 3), DataType.FLOAT32);
    }
}
