package dev.understudy.replay.doctor;

import dev.understudy.learning.statistics.Quantiles;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.segmentation.Segmenter;
import java.util.List;

/** Where the segmentation finds the ground, and whether that is steady. */
final class GroundCheck {

    private static final String CHECK = "ground";
    /** Estimates closer than this to a bound of the search were stopped by it, metres. */
    private static final double AT_BOUND = 0.02;
    /** Heights that differ more than this between frames, metres, are no fixed mount. */
    private static final double STEADY = 0.25;
    /** Share of points on the ground below which the ground is not believed. */
    private static final double MIN_SHARE = 0.08;
    /** No spinning LiDAR sees the road from so low, metres. */
    private static final double LOW_SENSOR = 0.5;

    private GroundCheck() {
    }

    static Finding check(List<float[]> scans) {
        SegmentationConfig config = SegmentationConfig.defaults();
        Segmenter segmenter = new Segmenter(config);
        double[] heights = new double[scans.size()];
        double[] tilts = new double[scans.size()];
        double[] shares = new double[scans.size()];
        for (int i = 0; i < heights.length; i++) {
            Segmentation result = segmenter.segment(PointCloud.of(scans.get(i)));
            heights[i] = result.sensorHeight();
            tilts[i] = Math.toDegrees(result.tilt());
            shares[i] = groundShare(result);
        }
        double height = Quantiles.of(heights, 0.5);
        double spread = Quantiles.of(heights, 0.9) - Quantiles.of(heights, 0.1);
        double share = Quantiles.of(shares, 0.5);
        boolean stopped = Math.abs(height - config.ground().minSensorHeight()) < AT_BOUND && height > AT_BOUND
                || Math.abs(height - config.ground().maxSensorHeight()) < AT_BOUND;
        if (share < MIN_SHARE || stopped) {
            return Finding.problem(CHECK, "no ground is found (%.0f %% of the points at %.2f m below the sensor): "
                    + "heights from %.1f to %.1f m are searched; check the axes and the mount", 100 * share, height,
                    config.ground().minSensorHeight(), config.ground().maxSensorHeight());
        }
        if (spread > STEADY) {
            return Finding.note(CHECK, "height of the sensor varies by %.2f m around %.2f m between frames: is the "
                    + "cloud in a frame of the moving vehicle?", spread, height);
        }
        if (height < LOW_SENSOR) {
            return Finding.note(CHECK, "%.2f m below the cloud's origin, tilt %.1f degrees, %.0f %% of the points: the "
                    + "origin is not the sensor but low on the vehicle; objects are found all the same, but beams "
                    + "and ranges are not the sensor's unless the cloud is published in its own frame", height,
                    Quantiles.of(tilts, 0.5), 100 * share);
        }
        return Finding.ok(CHECK, "%.2f m below the sensor, tilt %.1f degrees, %.0f %% of the points", height,
                Quantiles.of(tilts, 0.5), 100 * share);
    }

    private static double groundShare(Segmentation result) {
        int ground = 0;
        int[] labels = result.labels();
        for (int i = 0; i < result.pointCount(); i++) {
            ground += labels[i] == Segmentation.GROUND ? 1 : 0;
        }
        return ground / Math.max(1.0, result.pointCount());
    }
}
