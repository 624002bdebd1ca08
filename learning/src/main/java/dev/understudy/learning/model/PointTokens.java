package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.sample.SampleEncoder;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Patches of points through a small shared network and a maximum, then a transformer over the patches. The side
 * features are a token of their own.
 */
final class PointTokens implements Encoder, TokenEncoder {

    private static final String PREFIX = PointNetLite.PREFIX;
    static final int FIRST = 32; // widths of the network on single points
    static final int SECOND = 64;

    private final Architecture architecture;
    private final Transformer transformer;

    PointTokens(Architecture architecture) {
        this.architecture = architecture;
        this.transformer = new Transformer(architecture.tokens(), PREFIX);
    }

    @Override
    public void initialise(SplittableRandom random, Map<String, Tensor> into) {
        int width = architecture.tokens().width();
        Layers.initLinear(random, into, PREFIX + "patch0", ObjectBatch.POINT_CHANNELS, FIRST);
        Layers.initLinear(random, into, PREFIX + "patch1", FIRST, SECOND);
        Layers.initNorm(into, PREFIX + "patch1", SECOND);
        Layers.initLinear(random, into, PREFIX + "patch2", SECOND, width, 1);
        Layers.initLinear(random, into, PREFIX + "place0", ObjectBatch.POINT_CHANNELS, SECOND);
        Layers.initNorm(into, PREFIX + "place0", SECOND);
        Layers.initLinear(random, into, PREFIX + "place1", SECOND, width, 1);
        Layers.initLinear(random, into, PREFIX + "side", SampleEncoder.SIDE_FEATURES, width, 1);
        transformer.initialise(random, into, architecture.embedding());
        Layers.initLinear(random, into, PREFIX + "aux/decode", width, 3 * architecture.tokens().patchPoints(), 1);
    }

    @Override
    public NDArray embed(ObjectBatch batch, BoundWeights weights) {
        return view(batch, weights, null).embedding();
    }

    @Override
    public View view(ObjectBatch batch, BoundWeights w, TokenMask mask) {
        // No normalisation of single points: a patch's centre is all zeros, which has no direction to normalise.
        NDArray wide = rectified(w, "patch1", rectified(w, "patch0", batch.patches().points()));
        NDArray pooled = Layers.normRelu(w, PREFIX + "patch1", wide.max(new int[] {2}));
        NDArray content = Layers.linear(w, PREFIX + "patch2", pooled);
        NDArray position = Layers.linear(w, PREFIX + "place1", layer(w, "place0", batch.patches().centres()));
        NDArray side = Layers.linear(w, PREFIX + "side", batch.side()).expandDims(1);
        return transformer.run(w, content, position, side, mask);
    }

    @Override
    public NDArray reconstruct(BoundWeights weights, NDArray hidden) {
        return Layers.linear(weights, PREFIX + "aux/decode", hidden).reshape(hidden.getShape().get(0), -1, 3);
    }

    @Override
    public NDArray truth(ObjectBatch batch, TokenMask mask) {
        return mask.select(batch.patches().points()).get(new NDIndex().addAllDim().addAllDim().addSliceDim(0, 3));
    }

    @Override
    public NDArray align(BoundWeights weights, NDArray tokens) {
        return Layers.linear(weights, PREFIX + "aux/align", tokens);
    }

    private static NDArray rectified(BoundWeights w, String name, NDArray x) {
        return Activation.relu(Layers.linear(w, PREFIX + name, x));
    }

    private static NDArray layer(BoundWeights w, String name, NDArray x) {
        return Layers.normRelu(w, PREFIX + name, Layers.linear(w, PREFIX + name, x));
    }
}
