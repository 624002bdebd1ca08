package dev.understudy.streams.stage;

import dev.understudy.perception.line.FrameLineConfig;
import dev.understudy.streams.claim.ClaimSettings;
import java.time.Duration;

/**
 * Settings of the perception application; {@link #defaults()} is their documentation.
 *
 * @param line what becomes of a frame, the same as offline
 * @param images where images wait for their pairs
 * @param pairingTick how often the wall clock looks at waiting frames
 * @param maxFrameAge how long a LiDAR frame may have waited on the broker and is still segmented; older ones are
 *     dropped with reason {@code overload}. Zero drops none. Told by the broker's append time, so it needs topics that
 *     keep it, as ours do, and clocks of broker and stream that agree far better than the limit
 * @param claims where frames lie whose records are claims; the images' {@code refetchTimeout} bounds each fetch
 */
public record PerceptionSettings(FrameLineConfig line, Images images, Duration pairingTick, Duration maxFrameAge,
        ClaimSettings claims) {

    /**
     * Where images wait.
     *
     * @param cacheBytes camera records kept in memory, per task
     * @param refetchTimeout longest wait for a camera record that has left the memory; far below
     *     {@code max.poll.interval.ms}
     */
    public record Images(long cacheBytes, Duration refetchTimeout) {

        public Images {
            if (cacheBytes < 0 || refetchTimeout.isNegative()) {
                throw new IllegalArgumentException("images: cacheBytes and refetchTimeout must not be negative");
            }
        }

        /** 32 MiB hold a few seconds of several cameras' JPEGs. */
        public static Images defaults() {
            return new Images(32L << 20, Duration.ofSeconds(5));
        }
    }

    public PerceptionSettings {
        if (pairingTick.isNegative() || pairingTick.isZero() || maxFrameAge.isNegative()) {
            throw new IllegalArgumentException("pairingTick must be positive, and maxFrameAge not negative");
        }
    }

    /** Patience with a broker in replay; a fifth of the {@code max.poll.interval.ms} that Kafka Streams has. */
    private static final Duration REPLAY_REFETCH = Duration.ofSeconds(60);

    /** Longer than another instance needs to take over from one that was killed (session time-out 45 s). */
    private static final Duration MAX_FRAME_AGE = Duration.ofSeconds(60);

    /** Live: wall-clock time-outs on. */
    public static PerceptionSettings defaults() {
        return new PerceptionSettings(FrameLineConfig.defaults(), Images.defaults(), Duration.ofMillis(50),
                MAX_FRAME_AGE, ClaimSettings.NONE);
    }

    /**
     * The same for replay and evaluation: no wall clock decides about a frame. An image is waited for as long as a slow
     * broker may take; one that is gone is told at once by its offset, so that the wait decides nothing.
     */
    public PerceptionSettings replaying() {
        return new PerceptionSettings(line.eventTimeOnly(), new Images(images.cacheBytes(), REPLAY_REFETCH),
                pairingTick, Duration.ZERO, claims);
    }

    public PerceptionSettings withLine(FrameLineConfig changed) {
        return new PerceptionSettings(changed, images, pairingTick, maxFrameAge, claims);
    }

    public PerceptionSettings withImageCacheBytes(long bytes) {
        return new PerceptionSettings(line, new Images(bytes, images.refetchTimeout()), pairingTick, maxFrameAge,
                claims);
    }

    public PerceptionSettings withMaxFrameAge(Duration age) {
        return new PerceptionSettings(line, images, pairingTick, age, claims);
    }

    public PerceptionSettings withClaims(ClaimSettings changed) {
        return new PerceptionSettings(line, images, pairingTick, maxFrameAge, changed);
    }
}
