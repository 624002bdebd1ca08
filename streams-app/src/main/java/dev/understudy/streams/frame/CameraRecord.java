package dev.understudy.streams.frame;

import dev.understudy.perception.line.CameraImage;

/**
 * A camera record on the heap.
 *
 * @param value as the topic has it
 * @param image what was read of it, lying within the value; {@code null} where nothing was: the value is a claim, or
 *     came from its topic again
 */
public record CameraRecord(byte[] value, CameraImage image) {

    /** Of which nothing was read. */
    public CameraRecord(byte[] value) {
        this(value, null);
    }
}
