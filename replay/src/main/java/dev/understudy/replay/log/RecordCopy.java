package dev.understudy.replay.log;

import dev.understudy.perception.camera.CameraMount;

/** Copies of records under another robot's name or at another time; points and pixels are shared, not copied. */
final class RecordCopy {

    private RecordCopy() {
    }

    /** @param shiftNanos added to every stamp; calibrations valid from the epoch on stay so */
    static LogRecord of(LogRecord record, String robot, long shiftNanos, long sequenceShift) {
        long stamp = record.stampNanos() + shiftNanos;
        if (record instanceof LogRecord.LidarFrame r) {
            return new LogRecord.LidarFrame(robot, r.frameId(), r.sequence() + sequenceShift, stamp, r.xyzi());
        } else if (record instanceof LogRecord.CameraFrame r) {
            return new LogRecord.CameraFrame(robot, r.frameId(), r.sequence() + sequenceShift, stamp, r.format(),
                    r.data());
        } else if (record instanceof LogRecord.Calibration r) {
            return new LogRecord.Calibration(robot, stamp,
                    r.mounts().stream().map(m -> shifted(m, shiftNanos)).toList());
        } else if (record instanceof LogRecord.Pose r) {
            return new LogRecord.Pose(robot, r.fixedFrameId(), r.frameId(), stamp, r.fixedFromFrame(),
                    r.quaternion());
        }
        LogRecord.Truth r = (LogRecord.Truth) record;
        return new LogRecord.Truth(robot, r.lidarFrameId(), stamp, r.domain(), r.objects());
    }

    private static CameraMount shifted(CameraMount m, long shiftNanos) {
        long from = m.validFromNanos() == 0 ? 0 : m.validFromNanos() + shiftNanos;
        return new CameraMount(m.cameraFrameId(), m.lidarFrameId(), from, m.shutterOffsetNanos(), m.intrinsics(),
                m.cameraFromLidar());
    }
}
