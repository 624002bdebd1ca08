package dev.understudy.messaging;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The open parts of a running system: closed the newest first, each of them whatever another one throws. A part that
 * is added after the end is closed at once, so that a start that is interrupted leaks nothing. Thread-safe.
 */
public final class OpenParts implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /**
     * Owns a part from now on.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public <T extends AutoCloseable> T add(T part) {
        synchronized (open) {
            if (!closed) {
                open.push(part);
                return part;
            }
        }
        RuntimeException ending = new IllegalStateException("ended while it was starting");
        closed(part, ending);
        throw ending;
    }

    /** Closes what is open after a failure, which takes up what else goes wrong. */
    public void closeAfter(Throwable failure) {
        close(failure);
    }

    /** @throws RuntimeException the first that a part threw, with those of other parts attached */
    @Override
    public void close() {
        RuntimeException failure = close(null);
        if (failure != null) {
            throw failure;
        }
    }

    private RuntimeException close(Throwable before) {
        RuntimeException first = null;
        for (AutoCloseable part = next(); part != null; part = next()) {
            RuntimeException failure = closed(part, before == null ? first : before);
            first = first == null ? failure : first;
        }
        return first;
    }

    private AutoCloseable next() {
        synchronized (open) {
            closed = true;
            return open.poll();
        }
    }

    /** What closing a part threw, attached to what went wrong before. */
    private static RuntimeException closed(AutoCloseable part, Throwable before) {
        try {
            part.close();
            return null;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (before != null) {
                before.addSuppressed(e);
            }
            return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }
}
