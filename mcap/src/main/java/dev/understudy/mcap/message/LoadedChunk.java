package dev.understudy.mcap.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The messages of one chunk in reading order: by log time, ties by place. Their bytes can be let go and put back, so
 * that many chunks that overlap in time do not have to be in memory together. Not thread-safe.
 */
public final class LoadedChunk {

    private static final int FIRST_MESSAGES = 64;

    private byte[] data;
    private int count;
    private long[] times = new long[FIRST_MESSAGES];
    private int[] places = new int[FIRST_MESSAGES];
    private boolean ordered = true;

    /** Takes the decompressed bytes. */
    public LoadedChunk(byte[] data) {
        this.data = data;
    }

    /** Notes a message: its log time and the byte at which its record starts. */
    public void add(long logNanos, int place) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
        }
        ordered &= count == 0 || times[count - 1] < logNanos
                || times[count - 1] == logNanos && places[count - 1] < place;
        times[count] = logNanos;
        places[count++] = place;
    }

    /** Puts the messages in reading order; to be called once, after the last {@link #add}. */
    public LoadedChunk sort() {
        if (!ordered) {
            Integer[] order = new Integer[count];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> times[a] != times[b] ? Long.compare(times[a], times[b])
                    : Integer.compare(places[a], places[b]));
            times = Arrays.stream(order).mapToLong(i -> times[i]).toArray();
            places = Arrays.stream(order).mapToInt(i -> places[i]).toArray();
        }
        return this;
    }

    public int count() {
        return count;
    }

    public long time(int index) {
        return times[index];
    }

    public int place(int index) {
        return places[index];
    }

    /** The decompressed bytes, little-endian. */
    public ByteBuffer data() {
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    int heldBytes() {
        return data == null ? 0 : data.length;
    }

    void release() {
        data = null;
    }

    void restore(LoadedChunk again) {
        data = again.data;
    }
}
