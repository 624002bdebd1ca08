package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import dev.understudy.learning.checkpoint.Tensor;
import java.util.Map;
import java.util.SplittableRandom;

/** Square patches of the crop, each a linear token with a learned place, then a transformer. */
final class ImageTokens implements Encoder, TokenEncoder {

    private static final String PREFIX = ConvNetLite.PREFIX;
    private static final double PLACE_DEVIATION = 0.02;

    private final Architecture architecture;
    private final Transformer transformer;

    ImageTokens(Architecture architecture) {
        this.architecture = architecture;
        this.transformer = new Transformer(architecture.tokens(), PREFIX);
    }

    @Override
    public void initialise(SplittableRandom random, Map<String, Tensor> into) {
        int width = architecture.tokens().width();
        int grid = architecture.imageSize() / architecture.tokens().imagePatch();
        int pixels = 3 * architecture.tokens().imagePatch() * architecture.tokens().imagePatch();
        Layers.initLinear(random, into, PREFIX + "patch", pixels, width, 1);
        into.put(PREFIX + "place", Layers.gaussian(random, PLACE_DEVIATION, 1, grid * grid, width));
        transformer.initialise(random, into, architecture.embedding());
        Layers.initLinear(random, into, PREFIX + "aux/decode", width, pixels, 1);
    }

    @Override
    public NDArray embed(ObjectBatch batch, BoundWeights weights) {
        return view(batch, weights, null).embedding();
    }

    @Override
    public View view(ObjectBatch batch, BoundWeights w, TokenMask mask) {
        NDArray content = Layers.linear(w, PREFIX + "patch", patches(batch.images()));
        return transformer.run(w, content, w.get(PREFIX + "place"), null, mask);
    }

    /** [M, S, S, 3] to [M, patches, 3 * side * side], each a plane per colour. */
    private NDArray patches(NDArray images) {
        int side = architecture.tokens().imagePatch();
        int grid = architecture.imageSize() / side;
        long rows = images.getShape().get(0);
        return images.reshape(rows, grid, side, grid, side, 3).transpose(0, 1, 3, 5, 2, 4)
                .reshape(rows, (long) grid * grid, 3L * side * side);
    }

    @Override
    public NDArray reconstruct(BoundWeights weights, NDArray hidden) {
        return Layers.linear(weights, PREFIX + "aux/decode", hidden);
    }

    @Override
    public NDArray truth(ObjectBatch batch, TokenMask mask) {
        return mask.select(patches(batch.images()));
    }

    @Override
    public NDArray align(BoundWeights weights, NDArray tokens) {
        return Layers.linear(weights, PREFIX + "aux/align", tokens);
    }
}
