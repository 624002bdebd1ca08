package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests that a test has laid out. */
final class ScriptedRequests implements OperatorRequests {

    final Deque<OperatorRequest> asked = new ArrayDeque<>();
    final Map<Long, VerifiedCheckpoint> published = new TreeMap<>();

    @Override
    public void begin(long offset) {
        asked.removeIf(request -> request.offset() < offset);
    }

    /** Looks that find nothing yet. */
    int heldBack;

    @Override
    public Optional<OperatorRequest> next() {
        if (heldBack-- > 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(asked.poll());
    }

    @Override
    public Optional<VerifiedCheckpoint> published(long version) {
        return Optional.ofNullable(published.get(version));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
