package dev.understudy.replay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.mcap.McapWriter;
import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.proto.WireRecord;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.Recordings;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.log.RecordedDrive;
import dev.understudy.replay.messagelog.TopicOptions;
import dev.understudy.replay.sensor.SensorDecoder;
import dev.understudy.replay.sensor.SensorMessage;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import dev.understudy.replay.wire.FrameMessages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of two simulated robots (seed 5) that come into another city, with another camera mount, half-way. */
class TopicLogTest {

    private static final int TURNS = 4;

    @TempDir
    Path folder;

    private final List<LogRecord> drive = drive();

    @Test
    void shouldReadBackEveryRecordOfEveryRobot() {
        Path file = record(drive);

        assertThat(wire(read(file))).containsExactlyInAnyOrderElementsOf(wire(drive));
        assertThat(read(file)).filteredOn(r -> r instanceof LogRecord.Truth).isNotEmpty();
    }

    @Test
    void shouldReadTheSameDriveWhateverOrderItWasRecordedIn() {
        Path file = record(drive);
        List<LogRecord> shuffled = new ArrayList<>(drive);
        Collections.shuffle(shuffled, new Random(5));

        List<LogRecord> again = read(record(shuffled));
        assertThat(wire(again)).containsExactlyInAnyOrderElementsOf(wire(drive));
        assertThat(wire(withoutCalibrations(again)))
                .containsExactlyElementsOf(wire(withoutCalibrations(read(file))));
    }

    @Test
    void shouldBeginEachRobotWithItsFirstCalibration() {
        List<LogRecord> calibrationsLast = new ArrayList<>(withoutCalibrations(drive));
        drive.stream().filter(r -> r instanceof LogRecord.Calibration).forEach(calibrationsLast::add);
        List<LogRecord> records = read(record(calibrationsLast));

        for (String robot : List.of("robot-01", "robot-02")) {
            assertThat(records.stream().filter(r -> r.robot().equals(robot)).findFirst())
                    .hasValueSatisfying(r -> assertThat(r).isInstanceOf(LogRecord.Calibration.class));
        }
    }

    @Test
    void shouldUseTheLidarsThatAreNamedAndWhatBelongsToTheirRobots() {
        TopicOptions one = new TopicOptions(List.of("/robot-02/lidar/lidar"), List.of());
        List<LogRecord> records = read(record(drive), one);

        assertThat(records).extracting(LogRecord::robot).containsOnly("robot-02");
        assertThat(wire(records)).containsExactlyInAnyOrderElementsOf(
                wire(drive.stream().filter(r -> r.robot().equals("robot-02")).toList()));
    }

    @Test
    void shouldNameTheTopicsThatThereAreWhenANamedOneIsMissing() {
        Path file = record(drive);

        assertThatThrownBy(() -> read(file, new TopicOptions(List.of("/lidar"), List.of())))
                .isInstanceOf(LogException.class).hasMessage("out.mcap: --lidar-topic: no point cloud topic '/lidar'; "
                        + "there are: /robot-01/lidar/lidar, /robot-02/lidar/lidar");
    }

    @Test
    void shouldNoteARobotWithoutCalibration() {
        try (RecordedDrive log = (RecordedDrive) DriveLogs.open(record(withoutCalibrations(drive)))) {
            assertThat(log.notes()).hasSize(2).first().asString().startsWith("robot-01: no calibration was recorded");
            assertThat(log.lidarFrameCount()).isEqualTo(2 * TURNS);
        }
    }

    @Test
    void shouldGiveBackTheFrameIdsThatTheFileTellsApart() {
        Path file = record(drive);

        assertThat(cloudFrames(file)).containsExactlyInAnyOrder("robot-01/lidar", "robot-02/lidar");
        assertThat(read(file)).filteredOn(r -> r instanceof LogRecord.LidarFrame)
                .extracting(r -> ((LogRecord.LidarFrame) r).frameId()).containsOnly("lidar");
    }

    @Test
    void shouldLeaveTheFrameIdsOfOneRobotAsTheyAre() {
        assertThat(cloudFrames(record(drive.stream().filter(r -> r.robot().equals("robot-02")).toList())))
                .containsExactly("lidar");
    }

    /** Frame ids of the clouds as a viewer reads them. */
    private static Set<String> cloudFrames(Path file) {
        Set<String> frames = new TreeSet<>();
        try (MessageSource source = Recordings.open(file)) {
            MessageCursor cursor = source.readAll();
            for (RawMessage m = cursor.next(); m != null; m = cursor.next()) {
                if (SensorDecoder.decode(m) instanceof SensorMessage.Cloud cloud) {
                    frames.add(cloud.frameId());
                }
            }
        }
        return frames;
    }

    private static List<LogRecord> drive() {
        return readAll(new SimulatedFleet(new FleetConfig(5, 2, 2.5, TURNS,
                List.of(new DomainPhase("source", 1), new DomainPhase("target", 1)))));
    }

    private Path record(List<LogRecord> records) {
        Path file = folder.resolve("out.mcap");
        FrameMessages messages = new FrameMessages(false);
        try (TopicRecorder recorder = new TopicRecorder(McapWriter.create(file, McapWriter.Options.defaults()))) {
            records.forEach(r -> recorder.accept(messages.of(r)));
        }
        return file;
    }

    private static List<LogRecord> withoutCalibrations(List<LogRecord> records) {
        return records.stream().filter(r -> !(r instanceof LogRecord.Calibration)).toList();
    }

    /** What a stream would get of each record, as text. */
    private static List<String> wire(List<LogRecord> records) {
        FrameMessages messages = new FrameMessages(false);
        return records.stream().map(messages::of).map(TopicLogTest::text).toList();
    }

    private static String text(WireRecord record) {
        return record.topic() + ' ' + record.key() + ' ' + record.timestampMillis() + ' '
                + HexFormat.of().formatHex(record.value()).hashCode() + record.headers();
    }

    private static List<LogRecord> read(Path file) {
        return readAll(DriveLogs.open(file));
    }

    private static List<LogRecord> read(Path file, TopicOptions options) {
        return readAll(DriveLogs.open(file, options));
    }

    private static List<LogRecord> readAll(DriveLog log) {
        List<LogRecord> out = new ArrayList<>();
        try (log) {
            for (LogRecord record = log.next(); record != null; record = log.next()) {
                out.add(record);
            }
        }
        return out;
    }
}
