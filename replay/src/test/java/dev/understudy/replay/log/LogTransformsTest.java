package dev.understudy.replay.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.kitti.MiniKitti;
import dev.understudy.replay.log.LogRecord.LidarFrame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts, rounds and copies of a drive of five frames at 1 Hz. */
class LogTransformsTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private Path drive;

    @BeforeEach
    void makeDrive() {
        drive = MiniKitti.raw(folder, 5);
    }

    @Test
    void shouldCutAPartAndBeginItWithTheCalibration() {
        List<LogRecord> part = readAll(new WindowedLog(DriveLogs.open(drive), 2 * SECOND, 2 * SECOND));

        assertThat(part.get(0)).isInstanceOf(LogRecord.Calibration.class);
        assertThat(part.get(0).stampNanos()).isEqualTo(part.get(1).stampNanos());
        assertThat(lidar(part)).extracting(LidarFrame::sequence).containsExactly(2L, 3L);
    }

    @Test
    void shouldGoOnInTimeAndSequenceFromRoundToRound() {
        List<LogRecord> rounds = readAll(new LoopedLog(() -> DriveLogs.open(drive), 3));
        List<LidarFrame> scans = lidar(rounds);

        assertThat(rounds).extracting(LogRecord::stampNanos).isSorted();
        assertThat(scans).hasSize(15).extracting(LidarFrame::sequence).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L,
                8L, 9L, 10L, 11L, 12L, 13L, 14L);
        for (int i = 1; i < scans.size(); i++) {
            assertThat(scans.get(i).stampNanos() - scans.get(i - 1).stampNanos()).isBetween(SECOND, SECOND * 11 / 10);
        }
    }

    @Test
    void shouldPlayALogAsSeveralRobots() {
        DriveLog fleet = new MultipliedLog(DriveLogs.open(drive), 3);
        List<String> robots = fleet.robots();
        List<LogRecord> records = readAll(fleet);

        assertThat(robots).containsExactly("2011_09_26_drive_0013-1", "2011_09_26_drive_0013-2",
                "2011_09_26_drive_0013-3");
        assertThat(lidar(records)).hasSize(15).extracting(LogRecord::robot).hasSameElementsAs(robots);
        assertThat(records).extracting(LogRecord::stampNanos).isSorted();
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

    private static List<LidarFrame> lidar(List<LogRecord> records) {
        return records.stream().filter(LidarFrame.class::isInstance).map(LidarFrame.class::cast).toList();
    }
}
