package dev.understudy.streams.stage;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.proto.v1.RobotCalibration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/** Decoded calibrations of a task's robots: read from the store once, and again when told that one is new. */
final class CalibrationBook {

    private final KeyValueStore<String, RobotCalibration> store;
    private final Map<String, List<CameraMount>> decoded = new HashMap<>();

    CalibrationBook(KeyValueStore<String, RobotCalibration> store) {
        this.store = store;
    }

    /** Every calibration known of a robot; empty when there is none. */
    List<CameraMount> mounts(String robot) {
        return decoded.computeIfAbsent(robot, this::read);
    }

    /** Forgets what was decoded of a robot. */
    void changed(String robot) {
        decoded.remove(robot);
    }

    /** Image stamp minus LiDAR stamp of a good pair, nanoseconds; 0 where no calibration says so. */
    long shutterOffsetNanos(String robot, String cameraFrameId, long stampNanos) {
        return Calibrations.mountAt(mounts(robot), cameraFrameId, stampNanos)
                .map(CameraMount::shutterOffsetNanos).orElse(0L);
    }

    private List<CameraMount> read(String robot) {
        RobotCalibration calibration = store.get(robot);
        return calibration == null ? List.of() : Calibrations.fromProto(calibration);
    }
}
