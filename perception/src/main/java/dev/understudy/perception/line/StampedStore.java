package dev.understudy.perception.line;

/**
 * Memory of the frame line by robot, frame of reference and stamp: a state store in the stream, a map offline. Stamps
 * are positive, Unix nanoseconds; ranges are inclusive.
 */
public interface StampedStore<V> {

    void put(String robot, String frameId, long stampNanos, V value);

    /** Removes one value; {@code null} when there is none. */
    V remove(String robot, String frameId, long stampNanos);

    /** Removes every value up to a moment. */
    void removeUntil(String robot, String frameId, long stampNanos);

    /** The value of the latest stamp within a range, or {@code null}. */
    V latest(String robot, String frameId, long fromNanos, long toNanos);
}
