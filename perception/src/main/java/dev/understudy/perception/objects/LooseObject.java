package dev.understudy.perception.objects;

import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.segmentation.Segmenter;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.OrientedBox;

/**
 * Makes of points that somebody else cut out of a frame the cluster the stream would have made of them: same box fit,
 * same quantisation. Not for the stream itself: it makes a segmenter for every object.
 */
public final class LooseObject {

    /** Linkage tolerances tried, metres: the stream's own first, then looser until the points hang together. */
    private static final double TIGHTEST = 0.5;
    private static final double LOOSEST = 16;
    /** Share of the points that must hang together. */
    private static final double MOST = 0.95;

    private LooseObject() {
    }

    /**
     * The cluster of one object; points that hang together with none of the others are left out.
     *
     * @param points of the object, LiDAR frame, metres
     * @param groundZ height of the ground below the object in the same frame, metres
     * @param maxPoints points that the cluster keeps at most
     * @throws IllegalArgumentException when no point is finite
     */
    public static Cluster of(PointCloud points, double groundZ, int maxPoints) {
        for (double tolerance = TIGHTEST;; tolerance *= 2) {
            Segmentation whole = new Segmenter(SegmentationConfig.exact(tolerance).withMinPoints(1))
                    .segment(points, new int[points.size()]);
            int largest = largest(whole);
            if (largest == 0) {
                throw new IllegalArgumentException("an object without a finite point");
            }
            if (whole.size(largest) >= MOST * points.size() || tolerance >= LOOSEST) {
                Cluster.Builder cluster = ObjectSegmenter.cluster(points, whole, largest,
                        new float[maxPoints * PointCloud.STRIDE]);
                OrientedBox box = cluster.getBox();
                return cluster.setHeightAboveGround((float) (box.getZ() - box.getHeight() / 2 - groundZ)).build();
            }
        }
    }

    private static int largest(Segmentation whole) {
        int largest = 0;
        for (int id = 1; id <= whole.clusterCount(); id++) {
            if (largest == 0 || whole.size(id) > whole.size(largest)) {
                largest = id;
            }
        }
        return largest;
    }
}
