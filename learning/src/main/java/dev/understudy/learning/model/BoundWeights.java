package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.checkpoint.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named tensors as native arrays. They belong to the manager they were bound in and are freed with it. */
public final class BoundWeights {

    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    private BoundWeights() {
    }

    /**
     * Copies tensors into native memory.
     *
     * @param trainable names starting with one of these prefixes collect gradients
     */
    public static BoundWeights bind(NDManager manager, Map<String, Tensor> tensors, String... trainable) {
        return bind(manager, Staging.none(), tensors, trainable);
    }

    /** The same, laid out in memory that is used again after this call's arrays. */
    public static BoundWeights bind(NDManager manager, Staging staging, Map<String, Tensor> tensors,
            String... trainable) {
        BoundWeights bound = new BoundWeights();
        tensors.forEach((name, tensor) -> {
            NDArray array = staging.array(manager, tensor.data(), new Shape(tensor.shape()));
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

    /** Every array by name. */
    public Map<String, NDArray> arrays() {
        return arrays;
    }
}
