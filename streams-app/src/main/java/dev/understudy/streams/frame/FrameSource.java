package dev.understudy.streams.frame;

import dev.understudy.proto.v1.CameraReference;
import java.util.Optional;

/**
 * Fetches the value of a camera record again that has left the memory. A record is immutable, so the bytes are the same
 * as they were: exactly-once does not depend on where they came from.
 */
public interface FrameSource extends AutoCloseable {

    /**
     * Fetches one record's value. The wait is bounded well below {@code max.poll.interval.ms}.
     *
     * @return the value, its digest verified, or empty when the record is gone, late or differs from its digest
     */
    Optional<byte[]> fetch(CameraReference reference);

    @Override
    default void close() {
    }

    /** A source that has nothing: every fetch is empty. */
    static FrameSource empty() {
        return reference -> Optional.empty();
    }
}
