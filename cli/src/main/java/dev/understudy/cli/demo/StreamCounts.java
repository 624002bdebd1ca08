package dev.understudy.cli.demo;

import java.util.concurrent.atomic.AtomicLongArray;

/** What has been seen on the stream's topics; one thread counts, others read. */
final class StreamCounts {

    /** What is counted. */
    enum Kind {
        FRAMES, CLUSTERS_BEFORE_GATING, CLUSTERS, EVENTS, SAMPLES, DEAD_LETTERS, PROMOTED, REJECTED, ADOPTED
    }

    private final AtomicLongArray counts = new AtomicLongArray(Kind.values().length);

    void add(Kind kind, long n) {
        counts.addAndGet(kind.ordinal(), n);
    }

    long of(Kind kind) {
        return counts.get(kind.ordinal());
    }
}
