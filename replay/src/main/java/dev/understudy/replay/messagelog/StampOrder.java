package dev.understudy.replay.messagelog;

import dev.understudy.replay.log.LogRecord;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Holds records until none with an earlier stamp is to be expected: until a record {@value #WINDOW_NANOS} ns younger
 * has come, or {@value #MAX_HELD} are held. A record that comes later than that leaves at once, out of order.
 */
final class StampOrder {

    /** Longer than cameras and LiDARs need to deliver a frame after its stamp, as a rule; nanoseconds. */
    private static final long WINDOW_NANOS = 300_000_000L;
    /** Frames of several seconds; bounds memory. */
    private static final int MAX_HELD = 64;

    private final PriorityQueue<Held> held = new PriorityQueue<>(Held.ORDER);
    private long newest = Long.MIN_VALUE;
    private long arrivals;

    void add(LogRecord record) {
        held.add(new Held(record, arrivals++));
        newest = Math.max(newest, record.stampNanos());
    }

    /** Says whether the first record may leave although more may come. */
    boolean isReady() {
        return !held.isEmpty() && (held.size() >= MAX_HELD || held.peek().record.stampNanos() <= newest - WINDOW_NANOS);
    }

    /** The first record, or {@code null}. */
    LogRecord peek() {
        return held.isEmpty() ? null : held.peek().record;
    }

    LogRecord poll() {
        return held.isEmpty() ? null : held.remove().record;
    }

    private record Held(LogRecord record, long arrival) {

        static final Comparator<Held> ORDER = Comparator.comparingLong((Held h) -> h.record.stampNanos())
                .thenComparingInt(h -> kind(h.record)).thenComparing(h -> frame(h.record))
                .thenComparingLong(Held::arrival);

        private static int kind(LogRecord record) {
            return record instanceof LogRecord.Pose ? 0 : record instanceof LogRecord.LidarFrame ? 1 : 2;
        }

        private static String frame(LogRecord record) {
            return record instanceof LogRecord.LidarFrame lidar ? lidar.frameId()
                    : record instanceof LogRecord.CameraFrame camera ? camera.frameId() : "";
        }
    }
}
