package dev.understudy.perception.line;

import dev.understudy.perception.tracking.ObjectTracker;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.TrackerState;
import java.util.Optional;

/**
 * Gives objects ids that last over frames, in the fixed frame where a pose is known. Tracks belong to one LiDAR of one
 * robot: their key is the robot's id, NUL, the LiDAR's frame id. Not thread-safe.
 */
public final class TrackingStep {

    private final ObjectTracker tracker;
    private final KeyedStore<TrackerState> states;
    private final PoseBook poses;

    public TrackingStep(FrameLineConfig config, KeyedStore<TrackerState> states, PoseBook poses) {
        this.tracker = new ObjectTracker(config.tracking());
        this.states = states;
        this.poses = poses;
    }

    /** The set with its track ids and the frame of reference they are followed in. */
    public ClusterSet track(ClusterSet set) {
        String key = set.getRobotId() + '\0' + set.getLidarFrameId();
        TrackerState before = states.get(key);
        TrackerState.Builder state = before == null ? TrackerState.newBuilder() : before.toBuilder();
        ClusterSet tracked = track(set, state);
        states.put(key, state.build());
        return tracked;
    }

    private ClusterSet track(ClusterSet set, TrackerState.Builder state) {
        Optional<FrameTransform> pose = poses.at(set.getRobotId(), set.getLidarFrameId(), set.getStampNs());
        if (pose.isEmpty()) {
            return tracker.track(set, null, state);
        }
        ClusterSet inFixedFrame = set.toBuilder().setFixedFrameId(pose.get().getParentFrameId()).build();
        return tracker.track(inFixedFrame, PoseBook.transform(pose.get()), state);
    }
}
