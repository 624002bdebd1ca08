package dev.understudy.perception.line;

import dev.understudy.perception.camera.CropConfig;
import dev.understudy.perception.objects.ProposalConfig;
import dev.understudy.perception.pairing.PairingConfig;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.tracking.TrackerConfig;
import java.time.Duration;

/**
 * Settings of a {@link FrameLine}, the same in the stream and offline; {@link #defaults()} is their documentation.
 *
 * @param segmentation ground and clusters
 * @param proposals which clusters go on as objects, and with how many points
 * @param pairing which image belongs to which LiDAR frame; a camera time-out of zero is replay mode: event time alone
 *     decides
 * @param crops the objects' views
 * @param tracking ids that last over frames
 * @param poses which poses are used
 * @param stamps which stamps are believed
 */
public record FrameLineConfig(SegmentationConfig segmentation, ProposalConfig proposals, PairingConfig pairing,
        CropConfig crops, TrackerConfig tracking, Poses poses, StampLimits stamps) {

    /**
     * Which poses are used.
     *
     * @param horizon how long poses are kept, in event time
     * @param maxAge how much older than a frame its pose may be
     */
    public record Poses(Duration horizon, Duration maxAge) {

        public Poses {
            if (horizon.isNegative() || maxAge.isNegative()) {
                throw new IllegalArgumentException("poses: horizon and maxAge must not be negative");
            }
        }

        /** As long as a frame may wait for its image; one and a half periods of a 10 Hz localisation. */
        public static Poses defaults() {
            return new Poses(Duration.ofSeconds(30), Duration.ofMillis(150));
        }
    }

    /** Live: a silent camera is waited for by the wall clock. */
    public static FrameLineConfig defaults() {
        return new FrameLineConfig(SegmentationConfig.defaults(), ProposalConfig.defaults(), PairingConfig.defaults(),
                CropConfig.defaults(), TrackerConfig.defaults(), Poses.defaults(), StampLimits.defaults());
    }

    /** The same for replay and evaluation: no wall clock decides about a frame. */
    public FrameLineConfig eventTimeOnly() {
        return new FrameLineConfig(segmentation, proposals, pairing.eventTimeOnly(), crops, tracking, poses, stamps);
    }

    /** The same with another cap on objects per frame. */
    public FrameLineConfig withMaxObjects(int objects) {
        return new FrameLineConfig(segmentation, proposals.withMaxObjects(objects), pairing, crops, tracking, poses,
                stamps);
    }
}
