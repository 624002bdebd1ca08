package dev.understudy.cli.feed;

import java.util.concurrent.TimeUnit;

/** Tells a stream that stands still from a slow one. Not thread-safe. */
final class Stall {

    /** Between two looks at most so much counts: a process that was paused meanwhile has not been waiting. */
    private static final long LONGEST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long limitNanos;
    private long seen = -1;
    private long lastLook;
    private long idleNanos;

    /** @param limitSeconds how long a stream may show no progress */
    Stall(long limitSeconds) {
        this.limitNanos = TimeUnit.SECONDS.toNanos(limitSeconds);
    }

    /**
     * Looks once; call it often.
     *
     * @param progress any number that changes while the stream moves
     * @param nowNanos {@link System#nanoTime()}
     * @return true once nothing has changed for longer than the limit
     */
    boolean stands(long progress, long nowNanos) {
        if (progress != seen) {
            seen = progress;
            idleNanos = 0;
        } else {
            idleNanos += Math.min(nowNanos - lastLook, LONGEST_LOOK_NANOS);
        }
        lastLook = nowNanos;
        return idleNanos > limitNanos;
    }
}
