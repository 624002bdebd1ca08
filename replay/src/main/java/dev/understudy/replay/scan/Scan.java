package dev.understudy.replay.scan;

import dev.understudy.replay.log.LogRecord;

/**
 * One LiDAR frame on its own, for segmentation without a stream.
 *
 * @param name the scan's file name without suffix, or its running number
 * @param xyzi x, y, z (metres, ROS axes) and intensity, interleaved, in the sensor's order
 * @param pose pose of the LiDAR at the frame's stamp, or {@code null}
 * @param truth labels of the frame, or {@code null}
 */
public record Scan(String name, long stampNanos, float[] xyzi, LogRecord.Pose pose, LogRecord.Truth truth) {

    /** Number of points. */
    public int points() {
        return xyzi.length / 4;
    }
}
