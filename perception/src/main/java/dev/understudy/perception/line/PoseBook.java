package dev.understudy.perception.line;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.geometry.EgoMotion;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.Quaternion;
import dev.understudy.proto.foxglove.Vector3;
import java.util.Optional;

/** The poses of the line's robots within the horizon, by robot, frame and stamp. */
public final class PoseBook {

    /** Reason of the {@link BadFrameException} when a pose's numbers are no rigid transform. */
    public static final String BAD_POSE = "bad-pose";
    /** Greatest departure of a quaternion's squared norm from 1. */
    private static final double NORM_TOLERANCE = 1e-2;

    private final StampedStore<FrameTransform> store;
    private final StampLimits stamps;
    private final long horizonNanos;
    private final long maxAgeNanos;

    public PoseBook(FrameLineConfig config, StampedStore<FrameTransform> store) {
        this.store = store;
        this.stamps = config.stamps();
        this.horizonNanos = config.poses().horizon().toNanos();
        this.maxAgeNanos = config.poses().maxAge().toNanos();
    }

    /**
     * Keeps a pose and forgets those of the same frame that are older by more than the horizon.
     *
     * @throws BadFrameException when it is no pose or its stamp is not believed
     */
    public void put(String robot, FrameTransform pose, long nowMillis) {
        requireRigid(pose);
        long stamp = stamps.checked(SensorMessages.nanos(pose.getTimestamp()), nowMillis);
        store.put(robot, pose.getChildFrameId(), stamp, pose);
        store.removeUntil(robot, pose.getChildFrameId(), Math.max(0, stamp - horizonNanos));
    }

    /** The latest pose of a frame at or before a moment that is not too old. */
    Optional<FrameTransform> at(String robot, String frameId, long stampNanos) {
        return at(robot, frameId, stampNanos, maxAgeNanos);
    }

    /**
     * How a frame of reference moves at a moment, from its latest pose at or before it and the latest one that is older
     * by {@link EgoMotion#BASELINE_NANOS}: {@link EgoMotion#NONE} where they are not known. Later poses are not
     * looked at, since whether they have come already hangs on the pace of reading.
     */
    EgoMotion motion(String robot, String frameId, long stampNanos) {
        Optional<FrameTransform> latest = at(robot, frameId, stampNanos);
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

    /** Fixed frame from sensor. */
    static RigidTransform transform(FrameTransform pose) {
        Quaternion q = pose.getRotation();
        Vector3 t = pose.getTranslation();
        return RigidTransform.ofQuaternion(q.getX(), q.getY(), q.getZ(), q.getW(), t.getX(), t.getY(), t.getZ());
    }

    private Optional<FrameTransform> at(String robot, String frameId, long stampNanos, long maxAge) {
        return Optional.ofNullable(store.latest(robot, frameId, Math.max(0, stampNanos - maxAge), stampNanos));
    }

    private static void requireRigid(FrameTransform pose) {
        Quaternion q = pose.getRotation();
        Vector3 t = pose.getTranslation();
        double norm = q.getX() * q.getX() + q.getY() * q.getY() + q.getZ() * q.getZ() + q.getW() * q.getW();
        if (!(Math.abs(norm - 1) <= NORM_TOLERANCE) || !Double.isFinite(t.getX() + t.getY() + t.getZ())) {
            throw new BadFrameException(BAD_POSE, "squared quaternion norm " + norm + ", translation " + t.getX()
                    + ", " + t.getY() + ", " + t.getZ());
        }
    }
}
