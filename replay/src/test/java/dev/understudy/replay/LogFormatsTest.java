package dev.understudy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.messagelog.TopicOptions;
import dev.understudy.replay.scan.ScanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats found on the class path, and among them {@link PointListFormat}, which only the tests register. */
class LogFormatsTest {

    private static final TopicOptions NAMED = new TopicOptions(List.of("/lidar"), List.of());

    @TempDir
    private Path folder;

    @Test
    void shouldOpenALogOfAFormatThatIsRegistered() throws IOException {
        try (DriveLog log = DriveLogs.open(list())) {
            assertThat(((LogRecord.LidarFrame) log.next()).xyzi()).containsExactly(1, 2, 3, 0.5f);
        }
    }

    @Test
    void shouldNameScansAsTheirFormatDoes() throws IOException {
        try (ScanReader scans = ScanReader.open(list())) {
            assertThat(scans.next().name()).isEqualTo("point-007");
        }
    }

    @Test
    void shouldRefuseTopicsWhereTheFormatHasNone() throws IOException {
        Path list = list();
        assertThatThrownBy(() -> DriveLogs.open(list, NAMED)).isInstanceOf(LogException.class)
                .hasMessageEndingWith("topics were named, but this is no recording with topics "
                        + "(MCAP file, ROS 1 bag, rosbag2 folder)");
    }

    @Test
    void shouldListEveryFormatWhereNoneIsRecognised() {
        assertThatThrownBy(() -> DriveLogs.open(folder)).isInstanceOf(LogException.class)
                .hasMessageContaining("PandaSet (velodyne and timestamps.csv")
                .hasMessageContaining("point list (*.point)")
                .hasMessageEndingWith(" and recordings (MCAP file, ROS 1 bag, rosbag2 folder)");
    }

    @Test
    void shouldAskFormatsWithFewMarksLast() {
        assertThat(LogFormats.names()).endsWith("KITTI object").contains("PandaSet", "point list");
    }

    private Path list() throws IOException {
        return Files.writeString(folder.resolve("a" + PointListFormat.SUFFIX), "1 2 3 0.5\n");
    }
}
