package dev.understudy.learning.checkpoint;

import java.util.Arrays;

/**
 * A named float tensor's content, independent of any engine.
 *
 * @param shape lengths of the axes, outermost first; empty for a scalar
 * @param data  row-major values, as many as the product of the shape; not copied, so treat it as frozen
 */
public record Tensor(long[] shape, float[] data) {

    public Tensor {
        if (elements(shape) != data.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not hold " + data.length + " values");
        }
    }

    /**
     * Number of values a shape holds.
     *
     * @throws IllegalArgumentException when an axis is negative or the product does not fit a long
     */
    public static long elements(long[] shape) {
        long product = 1;
        for (long axis : shape) {
            if (axis < 0) {
                throw new IllegalArgumentException("negative axis in shape " + Arrays.toString(shape));
            }
            try {
                product = Math.multiplyExact(product, axis);
            } catch (ArithmeticException overflow) {
                throw new IllegalArgumentException("absurd shape " + Arrays.toString(shape), overflow);
            }
        }
        return product;
    }

    /** Whether no value is NaN or infinite. */
    public boolean isFinite() {
        for (float value : data) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Equal shape and bit-equal values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && Arrays.equals(shape, that.shape) && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }
}
