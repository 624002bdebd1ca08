package dev.understudy.replay.harvest;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.perception.camera.ObjectCropper;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.geometry.EgoMotion;
import dev.understudy.perception.objects.FrameHeader;
import dev.understudy.perception.objects.ObjectSegmenter;
import dev.understudy.perception.objects.ProposalConfig;
import dev.understudy.perception.pairing.FramePairing;
import dev.understudy.perception.tracking.ObjectTracker;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.metrics.TruthMatcher;
import java.util.List;

/** The plain classes behind the live stages, shared by all robots of a log; they keep scratch memory only. */
final class HarvestStages {

    private final ObjectSegmenter segmenter;
    private final ImageDecoder decoder = new ImageDecoder();
    private final ObjectCropper cropper;
    private final FramePairing pairing;
    private final ObjectTracker tracker;
    private final TruthMatcher matcher;

    HarvestStages(HarvestConfig config) {
        segmenter = new ObjectSegmenter(config.segmentation(),
                new ProposalConfig(config.gate(), config.maxPointsPerCluster()));
        cropper = new ObjectCropper(config.crops());
        pairing = new FramePairing(config.pairing());
        tracker = new ObjectTracker(config.tracker());
        matcher = new TruthMatcher(config.coverage());
    }

    ClusterSet segment(LogRecord.LidarFrame frame) {
        return segmenter.segment(new FrameHeader(frame.robot(), frame.frameId(), frame.stampNanos(), frame.sequence()),
                PointCloud.of(frame.xyzi()));
    }

    ClusterSet crop(ClusterSet set, List<CameraMount> mounts, CameraReference reference, byte[] image,
            EgoMotion motion) {
        return cropper.crop(set, mounts, reference, decoder.decode(image), motion);
    }

    FramePairing pairing() {
        return pairing;
    }

    ObjectTracker tracker() {
        return tracker;
    }

    TruthMatcher matcher() {
        return matcher;
    }
}
