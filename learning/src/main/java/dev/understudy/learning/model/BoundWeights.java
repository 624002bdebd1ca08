package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.checkpoint.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Named tensors as native arrays, in the order that the networks compute in. They belong to the manager they were bound
 * in and are freed with it.
 */
public final class BoundWeights {

    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final Map<String, ChannelsLast> turned;

    private BoundWeights(Map<String, ChannelsLast> turned) {
        this.turned = turned;
    }

    /** Copies tensors into native memory as they are. Nothing is learned through them. */
    static BoundWeights bind(NDManager manager, Map<String, Tensor> tensors) {
        return bind(manager, Staging.none(), tensors, Map.of());
    }

    /**
     * Copies tensors into native memory.
     *
     * @param turned those that lie otherwise there than in the checkpoint, by name
     * @param trainable names starting with one of these prefixes collect gradients
     * @throws IllegalArgumentException when a tensor has another size than its network gives it
     */
    static BoundWeights bind(NDManager manager, Staging staging, Map<String, Tensor> tensors,
            Map<String, ChannelsLast> turned, String... trainable) {
        BoundWeights bound = new BoundWeights(turned);
        tensors.forEach((name, tensor) -> {
            ChannelsLast turn = turned.get(name);
            NDArray array = turn == null ? staging.array(manager, tensor.data(), new Shape(tensor.shape()))
                    : staging.array(manager, turn.shape(), into -> turn.write(name, tensor.data(), into));
            for (String prefix : trainable) {
                if (name.startsWith(prefix)) {
                    array.setRequiresGradient(true);
                }
            }
            bound.arrays.put(name, array);
        });
        return bound;
    }

    /** The array of a name. */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("checkpoint lacks tensor '" + name + "'");
        }
        return array;
    }

    /** Every name. */
    public Set<String> names() {
        return arrays.keySet();
    }

    /** The gradient of a tensor after a backward pass, in the order of the tensor's values in a checkpoint. */
    public float[] gradient(String name) {
        float[] gradient = get(name).getGradient().toFloatArray();
        ChannelsLast turn = turned.get(name);
        return turn == null ? gradient : turn.read(gradient);
    }
}
