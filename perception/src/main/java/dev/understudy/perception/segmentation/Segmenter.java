package dev.understudy.perception.segmentation;

import dev.understudy.perception.cloud.PointCloud;
import java.util.Arrays;

/**
 * Cuts a LiDAR cloud into ground and objects: a ground model fitted to the frame alone, single linkage on the rest, and
 * an upright box per cluster. Any number of beams, any order of points, any mount. Nothing carries over from
 * frame to frame but scratch memory, and nothing is allocated once that has grown. Not thread-safe.
 */
public final class Segmenter {

    private final SegmentationConfig config;
    private final GroundModel ground;
    private final SingleLinkage linkage;
    private final BoxFitter boxes = new BoxFitter();
    private final Segmentation result;
    // Scratch: indices of the points that are not ground, and per component its size, then its cluster id.
    private int[] others = new int[0];
    private int[] sizes = new int[0];

    public Segmenter(SegmentationConfig config) {
        this.config = config;
        ground = new GroundModel(config);
        linkage = new SingleLinkage(config.linkage());
        result = new Segmentation(ground);
    }

    /**
     * Segments one frame, ROS axes, metres. Points that are not finite or out of range get label 0.
     *
     * @return the one result object of this segmenter, valid until the next call
     */
    public Segmentation segment(PointCloud cloud) {
        float[] xyzi = cloud.values();
        result.reset(cloud.size());
        if (others.length < cloud.size()) {
            others = new int[result.labels.length];
        }
        result.begin();
        ground.fit(xyzi, cloud.size());
        int count = ground.split(xyzi, cloud.size(), result.labels, others);
        result.end(Stage.GROUND);
        linkage.link(xyzi, others, count);
        result.end(Stage.LINKAGE);
        number(count);
        group(count);
        result.end(Stage.LABELS);
        for (int id = 1; id <= result.clusters; id++) {
            boxes.fit(xyzi, result, id);
        }
        result.end(Stage.BOXES);
        return result;
    }

    /** The result of the last frame. */
    public Segmentation result() {
        return result;
    }

    /** Gives every component of enough points an id, in the order of first points, and labels its points. */
    private void number(int count) {
        int bound = linkage.componentBound();
        if (sizes.length < bound) {
            sizes = new int[Math.max(bound, sizes.length + (sizes.length >> 1))];
        }
        Arrays.fill(sizes, 0, bound, 0);
        for (int i = 0; i < count; i++) {
            sizes[linkage.component(i)]++;
        }
        int clusters = 0;
        for (int i = 0; i < count; i++) {
            int component = linkage.component(i);
            // A size not yet looked at is positive; ids are kept negative, so that the two can't be confused.
            if (sizes[component] > 0) {
                sizes[component] = sizes[component] >= config.minPoints() ? -++clusters : 0;
            }
            result.labels[others[i]] = -sizes[component];
        }
        result.setClusters(clusters);
    }

    private void group(int count) {
        int[] starts = result.starts;
        int[] labels = result.labels;
        Arrays.fill(starts, 0, result.clusters + 2, 0);
        for (int i = 0; i < count; i++) {
            starts[labels[others[i]] + 1]++;
        }
        // Points in no cluster were counted for id 0: they are not listed.
        starts[1] = 0;
        for (int id = 2; id <= result.clusters + 1; id++) {
            starts[id] += starts[id - 1];
        }
        for (int i = 0; i < count; i++) {
            int label = labels[others[i]];
            if (label > 0) {
                result.order[starts[label]++] = others[i];
            }
        }
        for (int id = result.clusters + 1; id > 1; id--) {
            starts[id] = starts[id - 1];
        }
        starts[1] = 0;
    }
}
