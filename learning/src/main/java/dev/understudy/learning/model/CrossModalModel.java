package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Point branch and image branch into one space, and class scores by cosine against class embeddings. Stateless: the
 * weights (names {@code point/...}, {@code image/...}, {@code classes}) are given with every call.
 */
public final class CrossModalModel {

    public static final String POINT = PointNetLite.PREFIX;
    public static final String IMAGE = ConvNetLite.PREFIX;

    private final Architecture architecture;
    private final Encoder pointEncoder;
    private final Encoder imageEncoder;

    public CrossModalModel(Architecture architecture) {
        this.architecture = architecture;
        this.pointEncoder = architecture.pointEncoder();
        this.imageEncoder = architecture.imageEncoder();
    }

    public Architecture architecture() {
        return architecture;
    }

    /** Freshly drawn weights of both branches and unit class embeddings, the same for the same seed. */
    public Map<String, Tensor> initialise(int classes, long seed) {
        Map<String, Tensor> weights = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        pointEncoder.initialise(random, weights);
        imageEncoder.initialise(random, weights);
        weights.put(Checkpoint.CLASSES, Layers.gaussian(random, 1, classes, architecture.embedding()));
        return weights;
    }

    /**
     * Copies weights into native memory, in the order that both branches compute in.
     *
     * @param trainable names starting with one of these prefixes collect gradients
     * @throws IllegalArgumentException when a tensor has another size than the architecture gives it
     */
    public BoundWeights bind(NDManager manager, Staging staging, Map<String, Tensor> weights, String... trainable) {
        return BoundWeights.bind(manager, staging, weights, imageEncoder.turned(), trainable);
    }

    /** Name part of tensors that only masked modelling and alignment move. */
    public static final String AUXILIARY = "/aux/";

    /** The point branch, when it is made of tokens. */
    public Optional<TokenEncoder> pointTokens() {
        return pointEncoder instanceof TokenEncoder tokens ? Optional.of(tokens) : Optional.empty();
    }

    /** The image branch, when it is made of tokens. */
    public Optional<TokenEncoder> imageTokens() {
        return imageEncoder instanceof TokenEncoder tokens ? Optional.of(tokens) : Optional.empty();
    }

    /** Unit vectors [B, d]. */
    public NDArray embedPoints(ObjectBatch batch, BoundWeights weights) {
        return pointEncoder.embed(batch, weights);
    }

    /** Unit vectors [M, d] of the rows that have an image. */
    public NDArray embedImages(ObjectBatch batch, BoundWeights weights) {
        return imageEncoder.embed(batch, weights);
    }

    /**
     * Logits [rows, K]: scaled cosine against the class embeddings, whose rows are unit vectors. The embedding comes
     * first so that every temporary belongs to its (short-lived) manager.
     */
    public NDArray logits(NDArray embedding, NDArray classes) {
        return Scalars.times(Layers.linear(embedding, classes, null), architecture.logitScale());
    }
}
