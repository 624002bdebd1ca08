package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import dev.understudy.learning.checkpoint.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Three stride-2 convolutions with LayerNorm over each image (no batch statistics), then a head: under 2 MFLOP. */
final class ConvNetLite implements Encoder {

    static final String PREFIX = "image/";
    static final String HEAD = PREFIX + "head";
    static final String PROJECT = PREFIX + "project";

    private final Architecture architecture;

    ConvNetLite(Architecture architecture) {
        this.architecture = architecture;
    }

    @Override
    public void initialise(SplittableRandom random, Map<String, Tensor> into) {
        List<Integer> channels = architecture.imageChannels();
        int in = 3;
        int size = architecture.imageSize();
        for (int i = 0; i < channels.size(); i++) {
            size /= 2;
            Layers.initConvolution(random, into, convolution(i), in, channels.get(i));
            in = channels.get(i);
            Layers.initNorm(into, convolution(i), in, size, size);
        }
        Layers.initLinear(random, into, HEAD, in * size * size / 4, architecture.imageHead());
        Layers.initNorm(into, HEAD, architecture.imageHead());
        Layers.initLinear(random, into, PROJECT, architecture.imageHead(), architecture.embedding());
    }

    @Override
    public NDArray embed(ObjectBatch batch, BoundWeights w) {
        if (batch.imageRows().length > 1) {
            return embed(batch.images(), w);
        }
        // The engine convolves a lone image by another routine, whose sums differ in the last bit.
        NDArray twice = NDArrays.concat(new NDList(batch.images(), batch.images()), 0);
        return embed(twice, w).get(new NDIndex().addSliceDim(0, 1));
    }

    private NDArray embed(NDArray images, BoundWeights w) {
        NDArray x = images;
        for (int i = 0; i < architecture.imageChannels().size(); i++) {
            NDArray in = x;
            x = Layers.normRelu(w, convolution(i), Layers.halve(w, convolution(i), in));
            if (in != images) {
                in.close();
            }
        }
        NDArray grid = grid(x);
        NDArray flat = grid.reshape(grid.getShape().get(0), -1);
        NDArray head = Layers.normRelu(w, HEAD, Layers.linear(w, HEAD, flat));
        return Layers.unit(Layers.linear(w, PROJECT, head));
    }

    /** A 2 x 2 grid of means keeps where things are, roughly, and forgets the rest. */
    static NDArray grid(NDArray x) {
        return Pool.avgPool2d(x, new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false, false);
    }

    static String convolution(int layer) {
        return PREFIX + "conv" + layer;
    }
}
