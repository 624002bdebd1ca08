package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import dev.understudy.learning.checkpoint.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Three stride-2 convolutions with LayerNorm over each image (no batch statistics), then a head: under 2 MFLOP. In
 * native memory the channels of a pixel lie side by side throughout, forward and backward: {@link ChannelsLast} has the
 * reason.
 */
final class ConvNetLite implements Encoder {

    static final String PREFIX = "image/";
    static final String HEAD = PREFIX + "head";
    static final String PROJECT = PREFIX + "project";

    private static final int CELLS = 2; // pixels of a cell of the final grid, each way

    private final Architecture architecture;

    ConvNetLite(Architecture architecture) {
        this.architecture = architecture;
    }

    @Override
    public void initialise(SplittableRandom random, Map<String, Tensor> into) {
        List<Integer> channels = architecture.imageChannels();
        int in = ObjectBatch.COLOURS;
        for (int i = 0; i < channels.size(); i++) {
            Layers.initConvolution(random, into, convolution(i), in, channels.get(i));
            in = channels.get(i);
            Layers.initNorm(into, convolution(i), in, side(i), side(i));
        }
        Layers.initLinear(random, into, HEAD, in * cells(), architecture.imageHead());
        Layers.initNorm(into, HEAD, architecture.imageHead());
        Layers.initLinear(random, into, PROJECT, architecture.imageHead(), architecture.embedding());
    }

    @Override
    public Map<String, ChannelsLast> turned() {
        Map<String, ChannelsLast> turned = new TreeMap<>();
        List<Integer> channels = architecture.imageChannels();
        int in = ObjectBatch.COLOURS;
        for (int i = 0; i < channels.size(); i++) {
            int out = channels.get(i);
            turned.put(convolution(i) + "/weight", ChannelsLast.of(1, out, in, Layers.SIDE, Layers.SIDE));
            turned.put(convolution(i) + "/scale", ChannelsLast.of(0, out, side(i), side(i)));
            turned.put(convolution(i) + "/shift", ChannelsLast.of(0, out, side(i), side(i)));
            in = out;
        }
        turned.put(HEAD + "/weight", ChannelsLast.of(1, architecture.imageHead(), in, cells())
                .as(architecture.imageHead(), (long) in * cells()));
        return turned;
    }

    /** Pixels each way that a layer leaves. */
    private int side(int layer) {
        return architecture.imageSize() >> layer + 1;
    }

    /** Cells of the grid that the head reads. */
    private int cells() {
        int last = side(architecture.imageChannels().size() - 1);
        return last / CELLS * (last / CELLS);
    }

    @Override
    public NDArray embed(ObjectBatch batch, BoundWeights w) {
        return embed(batch.images(), w);
    }

    /** Images [M, S, S, 3] to unit vectors [M, d]. */
    NDArray embed(NDArray images, BoundWeights w) {
        if (images.getShape().get(0) > 1) {
            return embedSeveral(images, w);
        }
        // The engine convolves a lone image by another routine, whose sums differ in the last bit.
        return embedSeveral(NDArrays.concat(new NDList(images, images), 0), w).get(new NDIndex().addSliceDim(0, 1));
    }

    private NDArray embedSeveral(NDArray images, BoundWeights w) {
        NDArray x = images;
        for (int i = 0; i < architecture.imageChannels().size(); i++) {
            NDArray in = x;
            x = Layers.normRelu(w, convolution(i), Layers.halve(w, convolution(i), in));
            if (in != images) {
                in.close();
            }
        }
        NDArray grid = Layers.means(x, CELLS);
        NDArray flat = grid.reshape(grid.getShape().get(0), -1);
        NDArray head = Layers.normRelu(w, HEAD, Layers.linear(w, HEAD, flat));
        return Layers.unit(Layers.linear(w, PROJECT, head));
    }

    static String convolution(int layer) {
        return PREFIX + "conv" + layer;
    }
}
