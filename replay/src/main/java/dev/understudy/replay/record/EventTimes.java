package dev.understudy.replay.record;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Puts what has no sensor's stamp onto the time axis of what has one, so that a recording has one axis, whenever its
 * drive took place.
 *
 * <ul>
 * <li>What holds from a moment on, a calibration, gets that moment, but none before the first or behind the newest
 * stamp of its robot.
 * <li>Everything else gets the newest stamp that the broker had when it got the message: of the message's robot, of all
 * robots where that one has none.
 * </ul>
 *
 * <p>A message waits until its time is known: until such a stamp has come, or until a record that the broker got no
 * sooner. Memory is bounded: of more than {@value #MAX_HELD_BYTES} bytes the first to come waits no longer.
 */
final class EventTimes {

    private static final long MAX_HELD_BYTES = 64L << 20;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** All robots together. */
    private static final String FLEET = "";

    private final Map<String, StampHistory> histories = new HashMap<>();
    private final Deque<Held> held = new ArrayDeque<>();
    private long heldBytes;

    /** A record with a sensor's stamp has come; call it before the record is written. Times as in the history. */
    void stamped(String robot, long stampNanos, long brokerMillis) {
        histories.computeIfAbsent(robot, r -> new StampHistory()).add(stampNanos, brokerMillis);
        histories.computeIfAbsent(FLEET, r -> new StampHistory()).add(stampNanos, brokerMillis);
        release();
    }

    /**
     * Has a message written as soon as its log time is known.
     *
     * @param robot whose message it is
     * @param write gets the log time, Unix nanoseconds
     */
    void place(String robot, long brokerMillis, int bytes, LongConsumer write) {
        hold(new Held(FLEET, robot, 0, brokerMillis, bytes, write));
    }

    /**
     * Has a message written as soon as its robot has come to the moment from which on it holds.
     *
     * @param fromNanos that moment, Unix nanoseconds; 0 when it holds always: then the broker's time decides
     * @param write gets the log time, Unix nanoseconds
     */
    void placeFrom(long fromNanos, String robot, long brokerMillis, int bytes, LongConsumer write) {
        hold(new Held(robot, robot, fromNanos, brokerMillis, bytes, write));
    }

    private void hold(Held message) {
        held.add(message);
        heldBytes += message.bytes;
        release();
        while (heldBytes > MAX_HELD_BYTES) {
            write(held.remove());
        }
    }

    private void release() {
        for (Iterator<Held> all = held.iterator(); all.hasNext();) {
            Held message = all.next();
            if (isDue(message)) {
                all.remove();
                write(message);
            }
        }
    }

    private boolean isDue(Held message) {
        StampHistory history = histories.get(message.awaited);
        return history != null && (message.fromNanos > 0 ? history.last() >= message.fromNanos
                : history.reaches(message.brokerMillis));
    }

    private void write(Held message) {
        heldBytes -= message.bytes;
        message.write.accept(time(message));
    }

    private long time(Held message) {
        StampHistory history = histories.getOrDefault(message.robot, histories.get(FLEET));
        if (history == null) {
            return message.brokerMillis * NANOS_PER_MILLI;
        }
        return message.fromNanos > 0 ? Math.min(Math.max(message.fromNanos, history.first()), history.last())
                : history.at(message.brokerMillis);
    }

    /** No more records will come: whatever waits is written. */
    void end() {
        while (!held.isEmpty()) {
            write(held.remove());
        }
    }

    /** @param awaited whose stamps decide when the message's time is known */
    private record Held(String awaited, String robot, long fromNanos, long brokerMillis, int bytes,
            LongConsumer write) {
    }
}
