package dev.understudy.cli.chaos;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.proto.WireRecord;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import dev.understudy.replay.wire.FrameMessages;
import java.util.ArrayList;
import java.util.List;

/**
 * A short simulated drive of a few robots with thinned clouds, sent again and again under new names and stamps: what
 * a frame shows does not matter here, only where it goes.
 */
final class Drive {

    static final double RATE_HZ = 10;

    private static final FrameMessages MESSAGES = new FrameMessages(false);
    private static final int FLOATS_PER_POINT = 4;
    /** Every second point: objects are still found, at half the bytes and time. */
    private static final int KEEP_ONE_IN = 2;

    private final List<List<LogRecord>> robots = new ArrayList<>();
    private final long firstStamp;

    Drive(long seed, int robotCount, int frames) {
        this(seed, robotCount, frames, RATE_HZ);
    }

    /** The same at another rate of each sensor. */
    Drive(long seed, int robotCount, int frames, double rateHz) {
        List<String> names = new ArrayList<>();
        long first = Long.MAX_VALUE;
        try (SimulatedFleet fleet =
                new SimulatedFleet(FleetConfig.of(seed, robotCount, rateHz, frames, "source"))) {
            for (LogRecord next = fleet.next(); next != null; next = fleet.next()) {
                if (next instanceof LogRecord.Truth || next instanceof LogRecord.Pose) {
                    continue;
                }
                if (!names.contains(next.robot())) {
                    names.add(next.robot());
                    robots.add(new ArrayList<>());
                }
                robots.get(names.indexOf(next.robot())).add(thinned(next));
                first = Math.min(first, next.stampNanos());
            }
        }
        firstStamp = first;
    }

    int robots() {
        return robots.size();
    }

    /** The records of one robot in stamp order, its calibration first, as those of another robot and time. */
    List<WireRecord> as(String name, int robot, long startNanos) {
        long shift = startNanos - firstStamp;
        return robots.get(robot).stream().map(record -> MESSAGES.of(renamed(record, name, shift))).toList();
    }

    /** The end of a robot's log, for both sensors. */
    static List<WireRecord> end(String name, long stampNanos) {
        return MESSAGES.endOfLog(name, stampNanos);
    }

    /** The same frame under another stamp. */
    WireRecord lidar(String name, int robot, int frame, long stampNanos) {
        LogRecord.LidarFrame lidar = robots.get(robot).stream().filter(LogRecord.LidarFrame.class::isInstance)
                .map(LogRecord.LidarFrame.class::cast).skip(frame).findFirst().orElseThrow();
        return MESSAGES.of(new LogRecord.LidarFrame(name, lidar.frameId(), lidar.sequence(), stampNanos,
                lidar.xyzi()));
    }

    private static LogRecord renamed(LogRecord record, String name, long shift) {
        if (record instanceof LogRecord.LidarFrame lidar) {
            return new LogRecord.LidarFrame(name, lidar.frameId(), lidar.sequence(), lidar.stampNanos() + shift,
                    lidar.xyzi());
        } else if (record instanceof LogRecord.CameraFrame camera) {
            return new LogRecord.CameraFrame(name, camera.frameId(), camera.sequence(), camera.stampNanos() + shift,
                    camera.format(), camera.data());
        }
        LogRecord.Calibration calibration = (LogRecord.Calibration) record;
        return new LogRecord.Calibration(name, calibration.stampNanos() + shift,
                calibration.mounts().stream().map(Drive::always).toList());
    }

    /** Valid from the beginning of time, whatever the clocks do. */
    private static CameraMount always(CameraMount mount) {
        return new CameraMount(mount.cameraFrameId(), mount.lidarFrameId(), 1, mount.shutterOffsetNanos(),
                mount.intrinsics(), mount.cameraFromLidar());
    }

    private static LogRecord thinned(LogRecord record) {
        if (!(record instanceof LogRecord.LidarFrame lidar)) {
            return record;
        }
        int points = lidar.xyzi().length / FLOATS_PER_POINT / KEEP_ONE_IN;
        float[] kept = new float[points * FLOATS_PER_POINT];
        for (int i = 0; i < points; i++) {
            System.arraycopy(lidar.xyzi(), i * KEEP_ONE_IN * FLOATS_PER_POINT, kept, i * FLOATS_PER_POINT,
                    FLOATS_PER_POINT);
        }
        return new LogRecord.LidarFrame(lidar.robot(), lidar.frameId(), lidar.sequence(), lidar.stampNanos(), kept);
    }
}
