package dev.understudy.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Tells a stumble from a fall: counts failures within a sliding time. Thread-safe. */
final class FailureWindow {

    private final int maxFailures;
    private final long windowNanos;
    private final LongSupplier nanoTime;
    private final Deque<Long> failures = new ArrayDeque<>();

    FailureWindow(int maxFailures, Duration window, LongSupplier nanoTime) {
        this.maxFailures = maxFailures;
        this.windowNanos = window.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Notes a failure; true while going on is still right. */
    synchronized boolean survives() {
        long now = nanoTime.getAsLong();
        failures.addLast(now);
        while (now - failures.peekFirst() > windowNanos) {
            failures.removeFirst();
        }
        return failures.size() <= maxFailures;
    }
}
