package dev.understudy.learning.model;

import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.checkpoint.Tensor;
import java.nio.FloatBuffer;

/**
 * How a tensor of the image branch lies in native memory: its channels side by side, innermost, as convolutions and
 * pooling want them. In a checkpoint it has its channels further out: values [outer, channels, inner] there are
 * [outer, inner, channels] here.
 *
 * <p>Channels last is not for speed alone. Where an AMD guest's hypervisor hides the caches, oneDNN believes in caches
 * of one byte, and whatever it reorders for a convolution over planes loses data where it pads channels to a block.
 *
 * @param outer product of the axes before the channels
 * @param inner product of the axes behind them
 * @param shape in native memory
 */
record ChannelsLast(int outer, int channels, int inner, Shape shape) {

    /** A tensor of this checkpoint shape whose given axis moves behind the others. */
    static ChannelsLast of(int axis, long... shape) {
        long[] turned = shape.clone();
        System.arraycopy(shape, axis + 1, turned, axis, shape.length - axis - 1);
        turned[shape.length - 1] = shape[axis];
        int outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= (int) shape[i];
        }
        int inner = (int) (Tensor.elements(shape) / outer / shape[axis]);
        return new ChannelsLast(outer, (int) shape[axis], inner, new Shape(turned));
    }

    /** The same memory under another shape. */
    ChannelsLast as(long... nativeShape) {
        return new ChannelsLast(outer, channels, inner, new Shape(nativeShape));
    }

    /**
     * Writes a checkpoint's values in native order.
     *
     * @throws IllegalArgumentException when there are more or fewer than the shape holds
     */
    void write(String name, float[] values, FloatBuffer into) {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException("checkpoint's tensor '" + name + "' has " + values.length
                    + " values, not the " + shape.size() + " of " + shape);
        }
        float[] pixel = new float[channels];
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                for (int c = 0, at = o * channels * inner + i; c < channels; c++, at += inner) {
                    pixel[c] = values[at];
                }
                into.put(pixel);
            }
        }
    }

    /** Native values in a checkpoint's order. */
    float[] read(float[] values) {
        float[] out = new float[values.length];
        for (int o = 0, from = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                for (int c = 0, at = o * channels * inner + i; c < channels; c++, at += inner, from++) {
                    out[at] = values[from];
                }
            }
        }
        return out;
    }
}
