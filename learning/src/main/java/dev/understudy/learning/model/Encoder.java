package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import dev.understudy.learning.checkpoint.Tensor;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One branch's network: a stateless function of a batch and named weights. All weights live outside, as named
 * tensors, so that a checkpoint, the optimiser and the EMA see one and the same thing.
 */
interface Encoder {

    /** Puts freshly drawn weights under this branch's names. */
    void initialise(SplittableRandom random, Map<String, Tensor> into);

    /** Tensors that lie otherwise in native memory than in a checkpoint, by name. */
    default Map<String, ChannelsLast> turned() {
        return Map.of();
    }

    /** Unit vectors [rows, embedding] of the batch's rows for this branch. */
    NDArray embed(ObjectBatch batch, BoundWeights weights);
}
