package dev.understudy.replay.record;

import java.util.Map;
import java.util.TreeMap;

/**
 * The newest sensor stamp that the broker had at a moment. Records may come in any order: what counts is when the
 * broker got them. Memory is bounded: of more than {@value #MAX_STEPS} steps the oldest are forgotten.
 */
final class StampHistory {

    /** An hour and a half of scans at 10 Hz, a few MiB. */
    private static final int MAX_STEPS = 1 << 16;

    /** By broker time, milliseconds; stamps grow from entry to entry. */
    private final TreeMap<Long, Long> newest = new TreeMap<>();
    private long latestMillis = Long.MIN_VALUE;
    private long first = Long.MAX_VALUE;

    /**
     * Takes the stamp of a record.
     *
     * @param stampNanos Unix nanoseconds
     * @param brokerMillis when the broker got the record, Unix milliseconds
     */
    void add(long stampNanos, long brokerMillis) {
        latestMillis = Math.max(latestMillis, brokerMillis);
        first = Math.min(first, stampNanos);
        Map.Entry<Long, Long> before = newest.floorEntry(brokerMillis);
        if (before != null && before.getValue() >= stampNanos) {
            return;
        }
        newest.put(brokerMillis, stampNanos);
        Map.Entry<Long, Long> later = newest.higherEntry(brokerMillis);
        while (later != null && later.getValue() <= stampNanos) {
            newest.remove(later.getKey());
            later = newest.higherEntry(brokerMillis);
        }
        if (newest.size() > MAX_STEPS) {
            newest.pollFirstEntry();
        }
    }

    /** Whether a record has been taken that the broker got at that moment or later. */
    boolean reaches(long brokerMillis) {
        return latestMillis >= brokerMillis;
    }

    /** The newest stamp that the broker had by then; before the first record, that record's. */
    long at(long brokerMillis) {
        Map.Entry<Long, Long> by = newest.floorEntry(brokerMillis);
        return by == null ? newest.firstEntry().getValue() : by.getValue();
    }

    /** The earliest stamp of all. */
    long first() {
        return first;
    }

    /** The newest stamp of all. */
    long last() {
        return newest.lastEntry().getValue();
    }
}
