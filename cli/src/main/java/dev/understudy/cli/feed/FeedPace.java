package dev.understudy.cli.feed;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import java.util.concurrent.locks.LockSupport;

/**
 * Releases records at a multiple of the recorded pace. The first record sets the origin; a consumer that holds
 * the reader back shifts the origin, so that the pace afterwards is the recorded one and not a burst.
 */
public final class FeedPace {

    /** Speed that never waits. */
    public static final double FLAT_OUT = Double.POSITIVE_INFINITY;
    private static final String MAX = "max";

    private final double speed;
    private long originStamp = Long.MIN_VALUE;
    private long originNanos;

    /** @param speed recorded seconds per wall-clock second, or {@link #FLAT_OUT} */
    public FeedPace(double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("a pace is a positive multiple of the recorded one, got " + speed);
        }
        this.speed = speed;
    }

    /**
     * The pace that {@code --rate} names: a multiple, or {@value #MAX}.
     *
     * @throws UserError when it is neither
     */
    public static FeedPace of(String rate) {
        if (MAX.equals(rate)) {
            return new FeedPace(FLAT_OUT);
        }
        try {
            return new FeedPace(Double.parseDouble(rate));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "--rate is a positive number or max, got " + rate, e);
        }
    }

    /** Waits until the record of that stamp is due. */
    public void await(long stampNanos) {
        if (speed == FLAT_OUT) {
            return;
        }
        if (originStamp == Long.MIN_VALUE) {
            originStamp = stampNanos;
            originNanos = System.nanoTime();
        }
        long due = originNanos + (long) ((stampNanos - originStamp) / speed);
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** Tells that the feed stood still for a while and must not catch up. */
    public void pausedFor(long nanos) {
        originNanos += nanos;
    }
}
