package dev.understudy.perception.tracking;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.v1.TrackerState;

/**
 * Where the LiDAR is in the tracks' frame of reference, in the plane, and how fast it moves: x, y (metres), yaw
 * (radians), and their rates (per second).
 */
final class EgoState {

    private static final int FIELDS = 6;

    double x;
    double y;
    double yaw;
    double vx;
    double vy;
    double yawRate;

    /** Reads the last frame's state; all zero at the start. */
    void load(TrackerState.Builder state) {
        boolean known = state.getEgoCount() == FIELDS;
        x = known ? state.getEgo(0) : 0;
        y = known ? state.getEgo(1) : 0;
        yaw = known ? state.getEgo(2) : 0;
        vx = known ? state.getEgo(3) : 0;
        vy = known ? state.getEgo(4) : 0;
        yawRate = known ? state.getEgo(5) : 0;
    }

    void store(TrackerState.Builder state) {
        state.clearEgo().addEgo(x).addEgo(y).addEgo(yaw).addEgo(vx).addEgo(vy).addEgo(yawRate);
    }

    /** Moves to another place, {@code dt} seconds after the last one; zero where there is no last one. */
    void moveTo(double toX, double toY, double toYaw, double dt) {
        vx = dt > 0 ? (toX - x) / dt : 0;
        vy = dt > 0 ? (toY - y) / dt : 0;
        yawRate = dt > 0 ? Math.IEEEremainder(toYaw - yaw, 2 * Math.PI) / dt : 0;
        x = toX;
        y = toY;
        yaw = toYaw;
    }

    void moveTo(RigidTransform fixedFromLidar, double dt) {
        moveTo(fixedFromLidar.at(0, 3), fixedFromLidar.at(1, 3),
                StrictMath.atan2(fixedFromLidar.at(1, 0), fixedFromLidar.at(0, 0)), dt);
    }

    /** The pose in the plane as a transform. */
    RigidTransform fixedFromLidar() {
        return RigidTransform.ofYaw(x, y, 0, yaw);
    }
}
