package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import java.util.Map;
import java.util.Optional;

/** What operators ask of the trainer, in the order of the lifecycle topic. */
interface OperatorRequests extends AutoCloseable {

    /** Begins at this offset of the lifecycle topic: what lies before it has been answered. */
    void begin(long offset);

    /** The next request that is there, without waiting. */
    Optional<OperatorRequest> next();

    /** A published version of the model, if the topic holds it whole and trusted. */
    Optional<VerifiedCheckpoint> published(long version);

    /** Records of the learner's memory as they are on the state topic now, by index. */
    default Map<Integer, byte[]> memory() {
        return Map.of();
    }

    @Override
    void close();

    /** Nobody asks for anything. */
    static OperatorRequests none() {
        return new OperatorRequests() {
            @Override
            public void begin(long offset) {
                // Nobody asks.
            }

            @Override
            public Optional<OperatorRequest> next() {
                return Optional.empty();
            }

            @Override
            public Optional<VerifiedCheckpoint> published(long version) {
                return Optional.empty();
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
