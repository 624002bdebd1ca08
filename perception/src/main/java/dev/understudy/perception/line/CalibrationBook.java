package dev.understudy.perception.line;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.proto.v1.RobotCalibration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calibrations of the line's robots, decoded: read from the store once, and again when told that one is new.
 */
public final class CalibrationBook {

    private final KeyedStore<RobotCalibration> store;
    private final Map<String, List<CameraMount>> decoded = new HashMap<>();

    public CalibrationBook(KeyedStore<RobotCalibration> store) {
        this.store = store;
    }

    /**
     * Keeps a robot's calibration in place of the last one.
     *
     * @param calibration {@code null} to forget the robot's
     * @throws BadFrameException when it is malformed; the last one stays
     */
    public void put(String robot, RobotCalibration calibration) {
        if (calibration == null) {
            store.remove(robot);
        } else {
            Calibrations.fromProto(calibration);
            store.put(robot, calibration);
        }
        changed(robot);
    }

    /** Whether a robot has stated its cameras, be it that it has none. */
    boolean isKnown(String robot) {
        return store.get(robot) != null;
    }

    /** Every calibration known of a robot; empty when there is none. */
    public List<CameraMount> mounts(String robot) {
        return decoded.computeIfAbsent(robot, this::read);
    }

    /** Forgets what was decoded of a robot: another book on the same store has changed it. */
    void changed(String robot) {
        decoded.remove(robot);
    }

    /** Image stamp minus LiDAR stamp of a good pair, nanoseconds; 0 where no calibration states it. */
    long shutterOffsetNanos(String robot, String cameraFrameId, long stampNanos) {
        return Calibrations.mountAt(mounts(robot), cameraFrameId, stampNanos)
                .map(CameraMount::shutterOffsetNanos).orElse(0L);
    }

    private List<CameraMount> read(String robot) {
        RobotCalibration calibration = store.get(robot);
        return calibration == null ? List.of() : Calibrations.fromProto(calibration);
    }
}
