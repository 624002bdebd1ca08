package dev.understudy.perception.objects;

import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.segmentation.Segmenter;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.OrientedBox;
import java.util.Arrays;

/**
 * From a cloud to the message of its objects: segmentation, the proposal gate, the nearest objects first up to the
 * gate's cap, each with at most so many stored points; the set counts those beyond the cap. Keeps nothing from frame to
 * frame but scratch memory. Not thread-safe.
 */
public final class ObjectSegmenter {

    private final Segmenter segmenter;
    private final ProposalGate gate;
    // Scratch: range (as sortable bits) and id of each proposal, and the points of the object being written.
    private long[] ranked = new long[256];
    private final float[] kept;

    public ObjectSegmenter(SegmentationConfig config, ProposalConfig proposals) {
        this.segmenter = new Segmenter(config);
        this.gate = proposals.gate();
        this.kept = new float[proposals.maxPoints() * PointCloud.STRIDE];
    }

    /** With every default. */
    public static ObjectSegmenter defaults() {
        return new ObjectSegmenter(SegmentationConfig.defaults(), ProposalConfig.defaults());
    }

    /** The frame's objects, nearest first, without pairing, crops or tracks. */
    public ClusterSet segment(FrameHeader header, PointCloud cloud) {
        Segmentation frame = segmenter.segment(cloud);
        int proposals = rank(frame);
        int objects = Math.min(proposals, gate.maxObjects());
        ClusterSet.Builder set = ClusterSet.newBuilder().setRobotId(header.robot())
                .setLidarFrameId(header.lidarFrameId()).setStampNs(header.stampNanos())
                .setSequence(header.sequence()).setLidarSource(header.source())
                .setTraceparent(header.traceparent()).setClustersBeforeGating(frame.clusterCount())
                .setObjectsOverCap(proposals - objects);
        for (int i = 0; i < objects; i++) {
            set.addClusters(cluster(cloud, frame, (int) ranked[i], kept).setIndex(i));
        }
        return set.build();
    }

    /**
     * Segments a frame without making messages, for drawing and scoring; valid until the next frame.
     *
     * @param groundMask one value per point, 1 for ground; {@code null} to find the ground here
     */
    public Segmentation segment(PointCloud cloud, int[] groundMask) {
        return segmenter.segment(cloud, groundMask);
    }

    /** Whether a cluster of the last frame may be an object; the cap on objects is not looked at. */
    public boolean isProposal(int id) {
        return gate.accepts(segmenter.result(), id);
    }

    private int rank(Segmentation frame) {
        if (ranked.length < frame.clusterCount()) {
            ranked = new long[2 * frame.clusterCount()];
        }
        int proposals = 0;
        for (int id = 1; id <= frame.clusterCount(); id++) {
            if (gate.accepts(frame, id)) {
                // Bits of a non-negative float sort like the float.
                ranked[proposals++] = (long) Float.floatToRawIntBits((float) frame.range(id)) << 32 | id;
            }
        }
        Arrays.sort(ranked, 0, proposals);
        return proposals;
    }

    /**
     * A cluster as a message, without its index.
     *
     * @param kept room for the stored points, as many as it holds at most: evenly spread over the cluster's
     */
    static Cluster.Builder cluster(PointCloud cloud, Segmentation frame, int id, float[] kept) {
        OrientedBox box = message(frame.box(id));
        int count = keepEvenly(cloud.values(), frame, id, kept);
        return Cluster.newBuilder().setBox(box).setPoints(ClusterPoints.encode(kept, count, box))
                .setPointCount(frame.size(id)).setRange((float) frame.range(id))
                .setHeightAboveGround((float) frame.bottomAboveGround(id));
    }

    private static int keepEvenly(float[] xyzi, Segmentation frame, int id, float[] kept) {
        int size = frame.size(id);
        int count = Math.min(size, kept.length / PointCloud.STRIDE);
        for (int i = 0; i < count; i++) {
            int point = frame.order()[frame.start(id) + (int) ((long) i * size / count)];
            System.arraycopy(xyzi, point * PointCloud.STRIDE, kept, i * PointCloud.STRIDE, PointCloud.STRIDE);
        }
        return count;
    }

    private static OrientedBox message(dev.understudy.perception.geometry.OrientedBox box) {
        return OrientedBox.newBuilder().setX(box.x()).setY(box.y()).setZ(box.z()).setLength(box.length())
                .setWidth(box.width()).setHeight(box.height()).setYaw(box.yaw()).build();
    }
}
