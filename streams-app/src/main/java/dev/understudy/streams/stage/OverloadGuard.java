package dev.understudy.streams.stage;

import dev.understudy.streams.metrics.StreamMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when LiDAR frames come faster than they can be segmented: a frame that has waited on the broker for
 * longer than the limit is given up unread. A partition is read in order, so these are each robot's oldest frames, and
 * giving one up costs next to nothing: the stage is back at the limit as soon as the load allows, without a hand. Only
 * LiDAR frames are given up.
 *
 * <p>Age is the broker's append time against this machine's clock, never the sensor's stamp: a frame that was buffered
 * at a robot without network is old but no sign of overload.
 */
final class OverloadGuard {

    private static final Logger LOG = LoggerFactory.getLogger(OverloadGuard.class);
    private static final long MILLIS_BETWEEN_WARNINGS = 60_000;

    private final Duration limit;
    private final Timer ages;
    private long warnedAtMillis;

    OverloadGuard(Duration limit, MeterRegistry meters) {
        this.limit = limit;
        this.ages = Timer.builder(StreamMeters.FRAME_AGE)
                .description("time that segmented LiDAR frames had waited on the broker").register(meters);
    }

    /** Whether a frame is to be given up; notes the age of one that is not. Times in ms since the Unix epoch. */
    boolean givesUp(String robot, long arrivedMillis, long nowMillis) {
        if (arrivedMillis <= 0) {
            return false;
        }
        Duration age = Duration.ofMillis(Math.max(0, nowMillis - arrivedMillis));
        if (limit.isZero() || age.compareTo(limit) <= 0) {
            ages.record(age);
            return false;
        }
        warn(robot, age, nowMillis);
        return true;
    }

    private void warn(String robot, Duration age, long nowMillis) {
        if (nowMillis - warnedAtMillis >= MILLIS_BETWEEN_WARNINGS) {
            warnedAtMillis = nowMillis;
            LOG.warn("overload: LiDAR frames that waited for more than {} ms are dropped, now one of {} after {} ms",
                    limit.toMillis(), robot, age.toMillis());
        }
    }
}
