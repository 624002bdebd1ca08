package dev.understudy.streams.stage;

import dev.understudy.perception.tracking.ObjectTracker;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.TrackerState;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Gives objects ids that last over frames, in the fixed frame where a pose is known, and sends the finished set out.
 * Tracks belong to one LiDAR of one robot.
 */
public final class ObjectTracking implements Processor<byte[], ClusterSet, byte[], Object> {

    private final PerceptionSettings settings;
    private final ObjectTracker tracker;
    private ProcessorContext<byte[], Object> context;
    private KeyValueStore<String, TrackerState> states;
    private PoseBook poses;

    public ObjectTracking(PerceptionSettings settings) {
        this.settings = settings;
        this.tracker = new ObjectTracker(settings.tracker());
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.states = context.getStateStore(PerceptionNames.TRACK_STORE);
        this.poses = new PoseBook(context.getStateStore(PerceptionNames.POSE_STORE),
                settings.poseHorizon().toNanos());
    }

    @Override
    public void process(Record<byte[], ClusterSet> record) {
        ClusterSet set = record.value();
        String key = StoreKeys.sensor(set.getRobotId(), set.getLidarFrameId());
        TrackerState before = states.get(key);
        TrackerState.Builder state = before == null ? TrackerState.newBuilder() : before.toBuilder();
        ClusterSet tracked = track(set, state);
        states.put(key, state.build());
        context.forward(new Record<>(record.key(), tracked, record.timestamp(), headers(tracked)),
                PerceptionNames.CLUSTER_SINK);
    }

    private ClusterSet track(ClusterSet set, TrackerState.Builder state) {
        Optional<FrameTransform> pose = poses.at(set.getRobotId(), set.getLidarFrameId(), set.getStampNs(),
                settings.poseMaxAge().toNanos());
        if (pose.isEmpty()) {
            return tracker.track(set, null, state);
        }
        ClusterSet inFixedFrame = set.toBuilder().setFixedFrameId(pose.get().getParentFrameId()).build();
        return tracker.track(inFixedFrame, PoseBook.transform(pose.get()), state);
    }

    private static Headers headers(ClusterSet set) {
        Headers headers = new RecordHeaders();
        if (!set.getTraceparent().isEmpty()) {
            headers.add(Topics.HEADER_TRACEPARENT, set.getTraceparent().getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }
}
