package dev.understudy.streams.stage;

import dev.understudy.perception.camera.CropConfig;
import dev.understudy.perception.objects.ObjectSegmenter;
import dev.understudy.perception.objects.ProposalGate;
import dev.understudy.perception.pairing.PairingConfig;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.tracking.TrackerConfig;
import dev.understudy.streams.claim.ClaimSettings;
import java.time.Duration;

/**
 * Settings of the perception application; {@link #defaults()} is their documentation.
 *
 * @param segmentation ground and clusters
 * @param gate which clusters go on as objects
 * @param maxPointsPerCluster points kept of each object
 * @param pairing which image belongs to which LiDAR frame; a camera time-out of zero is replay mode: event time alone
 *     decides
 * @param crops the objects' views
 * @param tracker ids that last over frames
 * @param stamps which stamps are believed
 * @param pairingTick how often the wall clock looks at waiting frames
 * @param imageCacheBytes camera records kept in memory, per task
 * @param refetchTimeout longest wait for a camera record that has left the memory; far below
 *     {@code max.poll.interval.ms}
 * @param poseHorizon how long poses are kept, in event time
 * @param poseMaxAge how much older than a frame its pose may be
 * @param maxFrameAge how long a LiDAR frame may have waited on the broker and is still segmented; older ones are
 *     dropped with reason {@code overload}. Zero drops none. Told by the broker's append time, so it needs topics that
 *     keep it, as ours do, and clocks of broker and stream that agree far better than the limit
 * @param claims where frames lie whose records are claims; {@code refetchTimeout} bounds each fetch
 * @param imageTeacher network from elsewhere that gives labelling a second opinion on every image, {@code KIND:FILE};
 *     empty: none
 */
public record PerceptionSettings(SegmentationConfig segmentation, ProposalGate gate, int maxPointsPerCluster,
        PairingConfig pairing, CropConfig crops, TrackerConfig tracker, StampLimits stamps, Duration pairingTick,
        long imageCacheBytes, Duration refetchTimeout, Duration poseHorizon, Duration poseMaxAge,
        Duration maxFrameAge, ClaimSettings claims, String imageTeacher) {

    /** Patience with a broker in replay; a fifth of the {@code max.poll.interval.ms} that Kafka Streams has. */
    private static final Duration REPLAY_REFETCH = Duration.ofSeconds(60);

    /** Longer than another instance needs to take over from one that was killed (session time-out 45 s). */
    private static final Duration MAX_FRAME_AGE = Duration.ofSeconds(60);

    /** Live: wall-clock time-outs on. 32 MiB hold a few seconds of several cameras' JPEGs. */
    public static PerceptionSettings defaults() {
        return new PerceptionSettings(SegmentationConfig.defaults(), ProposalGate.defaults(),
                ObjectSegmenter.DEFAULT_MAX_POINTS, PairingConfig.defaults(), CropConfig.defaults(),
                TrackerConfig.defaults(), new StampLimits(Duration.ofMinutes(10)), Duration.ofMillis(50), 32L << 20,
                Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMillis(150), MAX_FRAME_AGE,
                ClaimSettings.NONE, "");
    }

    /**
     * The same for replay and evaluation: no wall clock decides about a frame. An image is waited for as long as a slow
     * broker may take; one that is gone is told at once by its offset, so that the wait decides nothing.
     */
    public PerceptionSettings replaying() {
        return new PerceptionSettings(segmentation, gate, maxPointsPerCluster, pairing.eventTimeOnly(), crops, tracker,
                stamps, pairingTick, imageCacheBytes, REPLAY_REFETCH, poseHorizon, poseMaxAge, Duration.ZERO, claims,
                imageTeacher);
    }

    public PerceptionSettings withPairing(PairingConfig changed) {
        return new PerceptionSettings(segmentation, gate, maxPointsPerCluster, changed, crops, tracker, stamps,
                pairingTick, imageCacheBytes, refetchTimeout, poseHorizon, poseMaxAge, maxFrameAge, claims,
                imageTeacher);
    }

    public PerceptionSettings withImageCacheBytes(long bytes) {
        return new PerceptionSettings(segmentation, gate, maxPointsPerCluster, pairing, crops, tracker, stamps,
                pairingTick, bytes, refetchTimeout, poseHorizon, poseMaxAge, maxFrameAge, claims,
                imageTeacher);
    }

    public PerceptionSettings withGate(ProposalGate changed) {
        return new PerceptionSettings(segmentation, changed, maxPointsPerCluster, pairing, crops, tracker, stamps,
                pairingTick, imageCacheBytes, refetchTimeout, poseHorizon, poseMaxAge, maxFrameAge, claims,
                imageTeacher);
    }

    public PerceptionSettings withMaxFrameAge(Duration age) {
        return new PerceptionSettings(segmentation, gate, maxPointsPerCluster, pairing, crops, tracker, stamps,
                pairingTick, imageCacheBytes, refetchTimeout, poseHorizon, poseMaxAge, age, claims, imageTeacher);
    }

    public PerceptionSettings withClaims(ClaimSettings changed) {
        return new PerceptionSettings(segmentation, gate, maxPointsPerCluster, pairing, crops, tracker, stamps,
                pairingTick, imageCacheBytes, refetchTimeout, poseHorizon, poseMaxAge, maxFrameAge, changed,
                imageTeacher);
    }

    public PerceptionSettings withImageTeacher(String kindAndFile) {
        return new PerceptionSettings(segmentation, gate, maxPointsPerCluster, pairing, crops, tracker, stamps,
                pairingTick, imageCacheBytes, refetchTimeout, poseHorizon, poseMaxAge, maxFrameAge, claims,
                kindAndFile);
    }
}
