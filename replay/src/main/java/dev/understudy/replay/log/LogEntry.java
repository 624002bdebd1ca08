package dev.understudy.replay.log;

import java.util.Comparator;
import java.util.function.Supplier;

/**
 * The place of one record in an {@link IndexedLog}: when it happened, and how to read it from disk.
 *
 * @param stampNanos Unix nanoseconds
 * @param kind what it is; decides ties of the stamp
 * @param reader reads the record when its turn comes; throws {@link LogException} when it is damaged
 */
public record LogEntry(long stampNanos, Kind kind, Supplier<LogRecord> reader) {

    /** Kinds in the order in which records of one stamp leave a log. */
    public enum Kind { CALIBRATION, POSE, LIDAR, CAMERA, TRUTH }

    static final Comparator<LogEntry> ORDER =
            Comparator.comparingLong(LogEntry::stampNanos).thenComparing(LogEntry::kind);
}
