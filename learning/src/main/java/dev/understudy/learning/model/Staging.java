package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/**
 * Native memory that arrays are laid out in, call after call. The engine puts each Java array into a direct buffer of
 * its own, zeroed first and given back when the collector comes by: some 70 MiB of weights and batches waited for it in
 * training, more or less of them from one collection to the next. Arrays laid out here are views of the same memory,
 * and must be closed before {@link #reset}. Not thread-safe.
 */
public final class Staging {

    private static final int ALIGNMENT = 64; // a cache line
    private static final int LEAST = 1 << 16;

    private final boolean reused;
    private ByteBuffer memory;
    private int used;

    /** Memory for call after call. */
    public Staging() {
        this(true);
    }

    private Staging(boolean reused) {
        this.reused = reused;
        this.memory = reused ? ByteBuffer.allocateDirect(LEAST) : null;
    }

    /** No memory that is used again: each array in memory of its own, as the engine gives it. */
    static Staging none() {
        return new Staging(false);
    }

    /** Everything laid out so far is done with. */
    public void reset() {
        used = 0;
    }

    /** Copies values into an array of the manager. */
    NDArray array(NDManager manager, float[] values, Shape shape) {
        return array(manager, shape, into -> into.put(values));
    }

    /** An array of the manager whose values are written straight into its memory, all of them and in order. */
    NDArray array(NDManager manager, Shape shape, Consumer<FloatBuffer> values) {
        int bytes = Math.toIntExact(shape.size() * Float.BYTES);
        ByteBuffer room = reused ? room(bytes) : manager.allocateDirect(bytes);
        values.accept(room.asFloatBuffer());
        return manager.create(room, shape, DataType.FLOAT32);
    }

    private ByteBuffer room(int bytes) {
        int from = (used + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (from + bytes > memory.capacity()) {
            // Arrays laid out before keep the old memory for as long as they live.
            memory = ByteBuffer.allocateDirect(Math.max(2 * memory.capacity(), 2 * bytes));
            from = 0;
        }
        used = from + bytes;
        return memory.slice(from, bytes).order(ByteOrder.nativeOrder());
    }
}
