package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;

/** A branch made of tokens: what it can be asked beyond an embedding, for masked modelling and alignment. */
public interface TokenEncoder {

    /**
     * A pass of the student.
     *
     * @param embedding unit vectors [rows, d]
     * @param global the class token [rows, width]
     * @param hidden outputs of the masked tokens [rows * masked, width]; null without a mask
     */
    record View(NDArray embedding, NDArray global, NDArray hidden) {
    }

    /** Runs the network with some tokens replaced by the learned mask token; none when {@code mask} is null. */
    View view(ObjectBatch batch, BoundWeights weights, TokenMask mask);

    /** What the masked tokens' outputs say was there: [rows * masked, ...], shaped like {@link #truth}. */
    NDArray reconstruct(BoundWeights weights, NDArray hidden);

    /** What was there. */
    NDArray truth(ObjectBatch batch, TokenMask mask);

    /** Tokens into the space in which masked and class tokens are compared. */
    NDArray align(BoundWeights weights, NDArray tokens);
}
