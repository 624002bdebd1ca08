package dev.understudy.streams;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.log.LogRecord.Calibration;
import dev.understudy.replay.log.LogRecord.CameraFrame;
import dev.understudy.replay.log.LogRecord.LidarFrame;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A simulated drive of several robots with poses and without labels, whose calibration changes half-way, and with a
 * second camera beside each one's own: the same pictures, seen to the left and exposed later.
 */
final class TwoCameraDrive {

    static final int ROBOTS = 3;
    static final int FRAMES = 8;
    static final String FRONT = "camera_front";
    static final String LEFT = "camera_left";
    private static final double FRAME_RATE_HZ = 5;
    private static final long LATER_NANOS = 17_000_000;
    private static final double TURN = Math.toRadians(50);

    private TwoCameraDrive() {
    }

    /** The drive as it is. */
    static List<LogRecord> sound(long seed) {
        List<LogRecord> records = new ArrayList<>();
        FleetConfig config = new FleetConfig(seed, ROBOTS, FRAME_RATE_HZ, FRAMES,
                List.of(new DomainPhase(Domains.SOURCE, 1), new DomainPhase(Domains.TARGET, 1)));
        try (SimulatedFleet fleet = new SimulatedFleet(config)) {
            for (LogRecord record = fleet.next(); record != null; record = fleet.next()) {
                addWithLeft(record, records);
            }
        }
        records.sort(Comparator.comparingLong(LogRecord::stampNanos));
        return records;
    }

    /** The drive with records that are damaged, missing, doubled or late; each kind of damage occurs. */
    static List<LogRecord> damaged(long seed) {
        Random random = new Random(seed);
        List<LogRecord> records = new ArrayList<>();
        List<LidarFrame> late = new ArrayList<>();
        int lidars = 0;
        int images = 0;
        for (LogRecord record : sound(seed)) {
            if (record instanceof LidarFrame lidar) {
                records.addAll(damaged(lidar, lidars++ % 9, random));
                late.forEach(records::add);
                late.clear();
                if (lidars % 10 == 0) {
                    late.add(new LidarFrame(lidar.robot(), lidar.frameId(), lidar.sequence(), lidar.stampNanos() - 1,
                            lidar.xyzi()));
                }
            } else if (record instanceof CameraFrame image) {
                records.addAll(damaged(image, images++ % 7));
            } else if (!(record instanceof LogRecord.Pose) || random.nextInt(4) > 0) {
                records.add(record);
            }
        }
        return records;
    }

    private static List<LogRecord> damaged(LidarFrame lidar, int kind, Random random) {
        float[] xyzi = lidar.xyzi().clone();
        return switch (kind) {
            case 1 -> List.of(new LidarFrame(lidar.robot(), lidar.frameId(), lidar.sequence(), 0, xyzi));
            case 3 -> List.of(lidar, lidar);
            case 5 -> {
                for (int i = 0; i < xyzi.length; i += 4 * (1 + random.nextInt(5))) {
                    xyzi[i + random.nextInt(3)] = random.nextBoolean() ? Float.NaN : Float.POSITIVE_INFINITY;
                }
                yield List.of(with(lidar, xyzi));
            }
            case 7 -> {
                Arrays.fill(xyzi, Float.NaN);
                yield List.of(with(lidar, xyzi));
            }
            default -> List.of(lidar);
        };
    }

    private static List<LogRecord> damaged(CameraFrame image, int kind) {
        return switch (kind) {
            case 1 -> List.of();
            case 2 -> List.of(with(image, Arrays.copyOf(image.data(), image.data().length / 2)));
            case 4 -> List.of(with(image, new byte[0]));
            case 5 -> List.of(image, image);
            default -> List.of(image);
        };
    }

    private static LidarFrame with(LidarFrame frame, float[] xyzi) {
        return new LidarFrame(frame.robot(), frame.frameId(), frame.sequence(), frame.stampNanos(), xyzi);
    }

    private static CameraFrame with(CameraFrame frame, byte[] data) {
        return new CameraFrame(frame.robot(), frame.frameId(), frame.sequence(), frame.stampNanos(), frame.format(),
                data);
    }

    private static void addWithLeft(LogRecord record, List<LogRecord> records) {
        if (record instanceof Calibration front) {
            List<CameraMount> mounts = new ArrayList<>(front.mounts());
            front.mounts().forEach(mount -> mounts.add(left(mount)));
            records.add(new Calibration(front.robot(), front.stampNanos(), mounts));
        } else if (!(record instanceof LogRecord.Truth)) {
            records.add(record);
        }
        if (record instanceof CameraFrame front) {
            records.add(new CameraFrame(front.robot(), LEFT, front.sequence(), front.stampNanos() + LATER_NANOS,
                    front.format(), front.data()));
        }
    }

    private static CameraMount left(CameraMount front) {
        return new CameraMount(LEFT, front.lidarFrameId(), front.validFromNanos(),
                front.shutterOffsetNanos() + LATER_NANOS, front.intrinsics(),
                front.cameraFromLidar().after(RigidTransform.ofYaw(0, 0, 0, -TURN)));
    }
}
