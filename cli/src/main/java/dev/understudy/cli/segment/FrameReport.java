package dev.understudy.cli.segment;

import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.objects.ObjectSegmenter;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.replay.scan.Scan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@code <frame>.json} says: the frame's clusters with their boxes. Lengths in metres, angles in radians, in the
 * cloud's own frame (ROS axes).
 *
 * @param groundPoints points labelled ground
 * @param sensorHeight estimated height of the cloud's origin above the ground
 * @param tilt estimated tilt of the ground against the cloud's x-y plane
 */
public record FrameReport(String frame, int points, int groundPoints, double sensorHeight, double tilt,
        List<ClusterReport> clusters) {

    /**
     * One cluster.
     *
     * @param id its label in {@code <frame>.i32}
     * @param range distance of the box centre from the sensor in the ground plane
     * @param bottom lowest point above the ground
     * @param top highest point above the ground
     * @param proposal whether the gate would send it to inference
     */
    public record ClusterReport(int id, int points, OrientedBox box, double range, double bottom, double top,
            boolean proposal) {
    }

    /** @param segmenter has just segmented the scan */
    static FrameReport of(Scan scan, Segmentation result, ObjectSegmenter segmenter) {
        List<ClusterReport> clusters = IntStream.rangeClosed(1, result.clusterCount())
                .mapToObj(id -> new ClusterReport(id, result.size(id), result.box(id), result.range(id),
                        result.bottomAboveGround(id), result.topAboveGround(id), segmenter.isProposal(id))).toList();
        int ground = 0;
        for (int i = 0; i < result.pointCount(); i++) {
            ground += result.labels()[i] == Segmentation.GROUND ? 1 : 0;
        }
        return new FrameReport(scan.name(), scan.points(), ground, result.sensorHeight(), result.tilt(), clusters);
    }
}
