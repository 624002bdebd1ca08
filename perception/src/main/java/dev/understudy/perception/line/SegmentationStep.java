package dev.understudy.perception.line;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.objects.FrameHeader;
import dev.understudy.perception.objects.ObjectSegmenter;
import dev.understudy.proto.v1.ClusterSet;

/** From a scan to the objects in it: refuses what is no scan, segments, keeps what may be an object. */
public final class SegmentationStep {

    /** Reason of the {@link BadFrameException} for a cloud in which no point was finite. */
    public static final String NO_FINITE_POINT = "no-finite-point";

    private final StampLimits stamps;
    private final ObjectSegmenter segmenter;

    public SegmentationStep(FrameLineConfig config) {
        this.stamps = config.stamps();
        this.segmenter = new ObjectSegmenter(config.segmentation(), config.proposals());
    }

    /**
     * The scan's objects, without pairing, crops or tracks.
     *
     * @param nowMillis the wall clock, which stamps are compared with
     * @throws BadFrameException when the scan cannot be used
     */
    public ClusterSet segment(FrameHeader header, PointCloud cloud, long nowMillis) {
        stamps.checked(header.stampNanos(), nowMillis);
        if (cloud.size() == 0 && cloud.skipped() > 0) {
            throw new BadFrameException(NO_FINITE_POINT,
                    "none of " + cloud.skipped() + " points has finite coordinates");
        }
        return segmenter.segment(header, cloud);
    }
}
