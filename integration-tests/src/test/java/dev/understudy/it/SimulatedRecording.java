package dev.understudy.it;

import dev.understudy.mcap.McapWriter;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.record.TopicRecorder;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import dev.understudy.replay.wire.FrameMessages;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Drives of simulated robots as recordings. */
final class SimulatedRecording {

    /** Turns of the LiDAR per second. */
    static final double HZ = 2.5;

    private SimulatedRecording() {
    }

    /** The drive that {@code evaluate sim:source} evaluates, of so many turns. */
    static Path write(Path file, long seed, int robots, int turns) {
        return write(file, seed, robots, turns, List::of);
    }

    /** The drive of one robot whose second LiDAR, {@code rear}, measures the same at the same time. */
    static Path twoLidars(Path file, long seed, int turns) {
        return write(file, seed, 1, turns, SimulatedRecording::doubled);
    }

    private static List<LogRecord> doubled(LogRecord record) {
        return record instanceof LogRecord.LidarFrame scan
                ? List.of(record, new LogRecord.LidarFrame(scan.robot(), "rear", scan.sequence(), scan.stampNanos(),
                        scan.xyzi()))
                : List.of(record);
    }

    private static Path write(Path file, long seed, int robots, int turns,
            Function<LogRecord, List<LogRecord>> change) {
        FrameMessages messages = new FrameMessages(false);
        try (DriveLog drive = new SimulatedFleet(
                new FleetConfig(seed, robots, HZ, turns, List.of(new DomainPhase("source", 1))));
                TopicRecorder recorder = new TopicRecorder(
                        McapWriter.create(file, McapWriter.Options.defaults()))) {
            for (LogRecord r = drive.next(); r != null; r = drive.next()) {
                change.apply(r).forEach(record -> recorder.accept(messages.of(record)));
            }
        }
        return file;
    }
}
