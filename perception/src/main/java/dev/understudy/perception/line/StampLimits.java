package dev.understudy.perception.line;

import dev.understudy.perception.BadFrameException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Which sensor stamps are believed.
 *
 * @param maxAhead how far a stamp may be ahead of the wall clock
 */
public record StampLimits(Duration maxAhead) {

    /** Reason of a {@link BadFrameException}: the stamp is the epoch or before it, the sensor's clock was never set. */
    public static final String ZERO = "stamp-zero";
    /** The same: the stamp is further ahead of the wall clock than clocks may differ. */
    public static final String FUTURE = "stamp-future";

    public StampLimits {
        if (maxAhead.isNegative()) {
            throw new IllegalArgumentException("stamps: maxAhead must not be negative");
        }
    }

    /** Ten minutes. */
    public static StampLimits defaults() {
        return new StampLimits(Duration.ofMinutes(10));
    }

    public boolean isZero(long stampNanos) {
        return stampNanos <= 0;
    }

    public boolean isFuture(long stampNanos, long nowMillis) {
        return stampNanos > TimeUnit.MILLISECONDS.toNanos(nowMillis) + maxAhead.toNanos();
    }

    /**
     * Passes a stamp through.
     *
     * @throws BadFrameException reason {@value #ZERO} or {@value #FUTURE}
     */
    public long checked(long stampNanos, long nowMillis) {
        if (isZero(stampNanos)) {
            throw new BadFrameException(ZERO, "stamp " + stampNanos + " ns: the clock is not set");
        }
        if (isFuture(stampNanos, nowMillis)) {
            throw new BadFrameException(FUTURE, "stamp " + stampNanos + " ns is more than " + maxAhead.toSeconds()
                    + " s ahead of " + nowMillis + " ms");
        }
        return stampNanos;
    }
}
