package dev.understudy.cli.frames;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.log.LogRecord.Truth;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known of one LiDAR frame.
 *
 * @param truth its labels, or {@code null} when the log has none for it
 * @param events by model, in the order of the models that are joined, then by cluster index
 */
public record JoinedFrame(ClusterSet set, Truth truth, List<Map<Integer, ClassifiedObject>> events) {
}
