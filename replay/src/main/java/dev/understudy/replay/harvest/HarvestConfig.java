package dev.understudy.replay.harvest;

import dev.understudy.perception.camera.CropConfig;
import dev.understudy.perception.objects.ProposalConfig;
import dev.understudy.perception.objects.ProposalGate;
import dev.understudy.perception.pairing.PairingConfig;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.tracking.TrackerConfig;
import dev.understudy.replay.metrics.TruthMatcher.Coverage;
import java.time.Duration;

/**
 * Settings of {@link ObjectHarvest}: those of the live perception stage, and how to read the truth.
 *
 * @param segmentation ground and clusters
 * @param gate which clusters go on as objects
 * @param maxPointsPerCluster points kept of each object
 * @param pairing which image belongs to which LiDAR frame; event time alone decides, so the time-out must be zero
 * @param crops the objects' views
 * @param tracker ids that last over frames
 * @param poseMaxAge how much older than a frame its pose may be
 * @param coverage which clusters the log's labels speak about
 */
public record HarvestConfig(SegmentationConfig segmentation, ProposalGate gate, int maxPointsPerCluster,
        PairingConfig pairing, CropConfig crops, TrackerConfig tracker, Duration poseMaxAge, Coverage coverage) {

    /** Defaults of the live stage, in event time. */
    public static HarvestConfig of(Coverage coverage) {
        return new HarvestConfig(SegmentationConfig.defaults(), ProposalGate.defaults(),
                ProposalConfig.defaults().maxPoints(), PairingConfig.defaults().eventTimeOnly(), CropConfig.defaults(),
                TrackerConfig.defaults(), Duration.ofMillis(150), coverage);
    }

    public HarvestConfig withGate(ProposalGate changed) {
        return new HarvestConfig(segmentation, changed, maxPointsPerCluster, pairing, crops, tracker, poseMaxAge,
                coverage);
    }
}
