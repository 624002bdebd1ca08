package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;

/**
 * Arithmetic with plain numbers that a later backward pass can trust. The engine's own {@code mul(Number)} and
 * {@code div(Number)} wrap the number in a native view of a Java buffer and let go of the buffer at once, although
 * the recorded graph still points at it: a garbage collection before the backward pass then turns gradients into
 * noise. Here the number lives as long as the manager of the array.
 */
public final class Scalars {

    private Scalars() {
    }

    /** {@code x * factor}, elementwise. */
    public static NDArray times(NDArray x, float factor) {
        return x.mul(x.getManager().create(factor));
    }
}
