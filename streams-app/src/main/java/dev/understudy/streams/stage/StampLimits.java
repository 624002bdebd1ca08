package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.streams.deadletter.DeadReasons;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Which sensor stamps are believed.
 *
 * @param maxAhead how far a stamp may be ahead of the wall clock
 */
public record StampLimits(Duration maxAhead) {

    boolean isZero(long stampNanos) {
        return stampNanos <= 0;
    }

    boolean isFuture(long stampNanos, long nowMillis) {
        return stampNanos > TimeUnit.MILLISECONDS.toNanos(nowMillis) + maxAhead.toNanos();
    }

    /** Passes a stamp through, or refuses it. */
    long checked(long stampNanos, long nowMillis) {
        if (isZero(stampNanos)) {
            throw new BadFrameException(DeadReasons.STAMP_ZERO, "stamp " + stampNanos + " ns: the clock is not set");
        }
        if (isFuture(stampNanos, nowMillis)) {
            throw new BadFrameException(DeadReasons.STAMP_FUTURE, "stamp " + stampNanos + " ns is more than "
                    + maxAhead.toSeconds() + " s ahead of " + nowMillis + " ms");
        }
        return stampNanos;
    }
}
