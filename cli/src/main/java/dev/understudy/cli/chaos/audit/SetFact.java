package dev.understudy.cli.chaos.audit;

import java.util.List;

/**
 * A decided LiDAR frame.
 *
 * @param objectIds event ids that its objects call for
 * @param lidar the record it was made of
 * @param camera the record of its image, null without one
 */
public record SetFact(Origin at, String robot, String frameId, long stampNanos, List<String> objectIds, Origin lidar,
        Origin camera) {

    public SetFact {
        objectIds = List.copyOf(objectIds);
    }

    String frame() {
        return robot + '|' + frameId + '|' + stampNanos;
    }
}
