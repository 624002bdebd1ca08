package dev.understudy.replay.simulator;

import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.simulator.shapes.Dice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * A drive log that is made up as it is read: robots with a spinning LiDAR and a forward camera on procedural
 * streets, with truth for scoring. The same config gives the same bytes. Memory is bounded by one frame per robot.
 *
 * <p>Each robot begins with its calibration, which comes again with every change of domain; then, per turn of the
 * LiDAR, pose, LiDAR frame and truth of one stamp and the camera frame a few jittered milliseconds after it.
 * Frames: {@code lidar} (ROS axes, z = 0 at the sensor), {@code camera_front} (optical axes), poses in {@code map}.
 */
public final class SimulatedFleet implements DriveLog {

    private final FleetConfig config;
    private final List<String> robots = new ArrayList<>();
    private final List<RobotDrive> drives = new ArrayList<>();
    private final List<Deque<LogRecord>> waiting = new ArrayList<>();

    /** @throws IllegalArgumentException when a phase names a domain that does not exist */
    public SimulatedFleet(FleetConfig config) {
        this.config = config;
        config.phases().forEach(p -> Domains.named(p.domain()));
        Dice dice = new Dice(config.seed());
        for (int i = 0; i < config.robots(); i++) {
            robots.add(String.format(Locale.ROOT, "robot-%02d", i + 1));
            drives.add(new RobotDrive(robots.get(i), i, config, dice.split()));
            waiting.add(new ArrayDeque<>());
        }
    }

    @Override
    public String name() {
        return "simulated-" + config.seed();
    }

    @Override
    public List<String> robots() {
        return List.copyOf(robots);
    }

    @Override
    public long lidarFrameCount() {
        return (long) config.robots() * config.frames();
    }

    @Override
    public LogRecord next() {
        Deque<LogRecord> first = null;
        for (int i = 0; i < drives.size(); i++) {
            Deque<LogRecord> queue = waiting.get(i);
            if (queue.isEmpty()) {
                queue.addAll(drives.get(i).nextFrame());
            }
            boolean earlier = !queue.isEmpty()
                    && (first == null || queue.peek().stampNanos() < first.peek().stampNanos());
            first = earlier ? queue : first;
        }
        return first == null ? null : first.poll();
    }

    @Override
    public void close() {
        drives.forEach(RobotDrive::close);
    }
}
