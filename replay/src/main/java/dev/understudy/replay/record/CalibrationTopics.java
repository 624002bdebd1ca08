package dev.understudy.replay.record;

import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.v1.RobotCalibration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** Writes calibrations: the records, and for viewers each camera's at the moments they hold from. */
final class CalibrationTopics {

    private final McapTopics topics;
    private final EventTimes times;
    /** What viewers have got, by robot: each record repeats the robot's history. */
    private final Map<String, Set<dev.understudy.proto.v1.CameraMount>> written = new HashMap<>();

    CalibrationTopics(McapTopics topics, EventTimes times) {
        this.topics = topics;
        this.times = times;
    }

    /** @throws dev.understudy.perception.BadFrameException when the calibration is none */
    void write(WireRecord record, ChannelOrigin origin, RobotCalibration calibration) {
        List<CameraMount> mounts = Calibrations.fromProto(calibration);
        String robot = "/" + origin.robot();
        place(mounts.stream().mapToLong(CameraMount::validFromNanos).max().orElse(0), record,
                time -> topics.write(robot + "/calibration", origin, McapTopics.NO_SEQUENCE, time, calibration));
        for (int i = 0; i < mounts.size(); i++) {
            CameraMount mount = mounts.get(i);
            if (written.computeIfAbsent(robot, key -> new HashSet<>()).add(calibration.getCameras(i))) {
                place(mount.validFromNanos(), record, time -> write(robot, origin, mount, time));
            }
        }
    }

    private void place(long fromNanos, WireRecord record, LongConsumer write) {
        times.placeFrom(fromNanos, record.key(), record.timestampMillis(), record.value().length, write);
    }

    private void write(String robot, ChannelOrigin origin, CameraMount mount, long time) {
        topics.write(robot + "/camera/" + mount.cameraFrameId() + "/calibration", origin, McapTopics.NO_SEQUENCE, time,
                CalibrationMessages.lens(mount, origin.framePrefix(), time));
        topics.write(robot + "/tf_static", origin, McapTopics.NO_SEQUENCE, time,
                CalibrationMessages.place(mount, origin.framePrefix(), time));
    }
}
