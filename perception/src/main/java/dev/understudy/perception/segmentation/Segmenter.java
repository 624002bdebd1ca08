package dev.understudy.perception.segmentation;

import dev.understudy.perception.cloud.PointCloud;

/**
 * Cuts a LiDAR cloud into ground and objects: a ground model fitted to the frame alone, single linkage on the rest, and
 * an upright box per cluster. Any number of beams, any order of points, any mount. Nothing carries over from
 * frame to frame but scratch memory, and nothing is allocated once that has grown. Not thread-safe.
 */
public final class Segmenter {

    /** Few points lie farther than this below the ground under the sensor; metres. */
    private static final double BELOW_GROUND = 2;

    private final GroundModel ground;
    private final SingleLinkage linkage;
    private final Clusters clusters;
    private final BoxFitter boxes = new BoxFitter();
    private final Segmentation result;
    // Scratch: indices of the points that are not ground.
    private int[] others = new int[0];

    public Segmenter(SegmentationConfig config) {
        ground = new GroundModel(config);
        linkage = new SingleLinkage(config.linkage());
        clusters = new Clusters(config.minPoints());
        result = new Segmentation(ground);
    }

    /**
     * Segments one frame, ROS axes, metres. Points that are not finite or out of range get label 0.
     *
     * @return the one result object of this segmenter, valid until the next call
     */
    public Segmentation segment(PointCloud cloud) {
        return segment(cloud, null);
    }

    /**
     * The same with the ground given by someone else; heights above ground are still the segmenter's own.
     *
     * @param groundMask one value per point, 1 for ground; {@code null} to find the ground here
     */
    public Segmentation segment(PointCloud cloud, int[] groundMask) {
        float[] xyzi = cloud.values();
        if (groundMask != null && groundMask.length < cloud.size()) {
            throw new IllegalArgumentException("ground mask of " + groundMask.length + " values for " + cloud.size()
                    + " points");
        }
        result.reset(cloud.size());
        if (others.length < cloud.size()) {
            others = new int[result.labels.length];
        }
        result.begin();
        ground.fit(xyzi, cloud.size());
        int count = groundMask == null ? ground.split(xyzi, cloud.size(), result.labels, others)
                : ground.splitBy(groundMask, cloud.size(), result.labels, others);
        result.end(Stage.GROUND);
        linkage.link(xyzi, others, count, ground.planeC() - BELOW_GROUND);
        result.end(Stage.LINKAGE);
        clusters.number(linkage, others, count, result);
        result.end(Stage.LABELS);
        for (int id = 1; id <= result.clusters; id++) {
            boxes.fit(xyzi, linkage, clusters, result, id);
        }
        result.end(Stage.BOXES);
        return result;
    }

    /** The result of the last frame. */
    public Segmentation result() {
        return result;
    }
}
