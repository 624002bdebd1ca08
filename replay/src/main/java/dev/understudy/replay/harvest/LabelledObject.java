package dev.understudy.replay.harvest;

import dev.understudy.proto.v1.Cluster;

/**
 * One scored object of a frame.
 *
 * @param cluster points, box, crop (where an image showed it) and track
 * @param className true class in the log's own taxonomy, or "background"
 * @param truthTrack the labelled object's own track, stable over the log; empty for background. Split by it (and by
 *     robot), not by sample: samples of one track are strongly correlated
 * @param domain the domain the frame was drawn from
 * @param robot the robot that saw it
 * @param stampNanos Unix nanoseconds of the LiDAR frame
 */
public record LabelledObject(Cluster cluster, String className, String truthTrack, String domain, String robot,
        long stampNanos) {
}
