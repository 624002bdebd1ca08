package dev.understudy.streams.stage;

import dev.understudy.perception.geometry.EgoMotion;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.foxglove.FrameTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The poses of the last while, by robot, frame and stamp. */
final class PoseBook {

    private final KeyValueStore<Bytes, FrameTransform> store;
    private final long horizonNanos;

    PoseBook(KeyValueStore<Bytes, FrameTransform> store, long horizonNanos) {
        this.store = store;
        this.horizonNanos = horizonNanos;
    }

    /** Keeps a pose and forgets those of the same frame that are older by more than the horizon. */
    void put(String robot, long stampNanos, FrameTransform pose) {
        store.put(StoreKeys.stamped(robot, pose.getChildFrameId(), stampNanos), pose);
        Bytes first = StoreKeys.stamped(robot, pose.getChildFrameId(), 0);
        Bytes last = StoreKeys.stamped(robot, pose.getChildFrameId(), Math.max(0, stampNanos - horizonNanos));
        List<Bytes> expired = new ArrayList<>();
        try (KeyValueIterator<Bytes, FrameTransform> old = store.range(first, last)) {
            old.forEachRemaining(entry -> expired.add(entry.key));
        }
        expired.forEach(store::delete);
    }

    /**
     * How a frame of reference moves at a moment, from its latest pose at or before it and the latest one that is older
     * by {@link EgoMotion#BASELINE_NANOS}: {@link EgoMotion#NONE} where they are not known. Later poses are not
     * looked at, since whether they have come already hangs on the pace of reading.
     */
    EgoMotion motion(String robot, String frameId, long stampNanos, long maxAgeNanos) {
        Optional<FrameTransform> latest = at(robot, frameId, stampNanos, maxAgeNanos);
        if (latest.isEmpty()) {
            return EgoMotion.NONE;
        }
        long now = Stamps.toNanos(latest.get().getTimestamp());
        Optional<FrameTransform> before = at(robot, frameId, now - EgoMotion.BASELINE_NANOS, EgoMotion.REACH_NANOS);
        return before.isPresent() && before.get().getParentFrameId().equals(latest.get().getParentFrameId())
                ? EgoMotion.between(transform(before.get()), Stamps.toNanos(before.get().getTimestamp()),
                        transform(latest.get()), now)
                : EgoMotion.NONE;
    }

    static RigidTransform transform(FrameTransform pose) {
        var q = pose.getRotation();
        var t = pose.getTranslation();
        return RigidTransform.ofQuaternion(q.getX(), q.getY(), q.getZ(), q.getW(), t.getX(), t.getY(), t.getZ());
    }

    /** The latest pose of a frame at or before a moment, no older than {@code maxAgeNanos}. */
    Optional<FrameTransform> at(String robot, String frameId, long stampNanos, long maxAgeNanos) {
        Bytes first = StoreKeys.stamped(robot, frameId, Math.max(0, stampNanos - maxAgeNanos));
        Bytes last = StoreKeys.stamped(robot, frameId, stampNanos);
        try (KeyValueIterator<Bytes, FrameTransform> newestFirst = store.reverseRange(first, last)) {
            return newestFirst.hasNext() ? Optional.of(newestFirst.next().value) : Optional.empty();
        }
    }
}
