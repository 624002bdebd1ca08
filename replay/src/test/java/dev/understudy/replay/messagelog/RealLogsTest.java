package dev.understudy.replay.messagelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.perception.RealData;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.Recordings;
import dev.understudy.replay.log.LogRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real recordings in tool formats, held against the counts that their README states. */
@Tag("real-data")
class RealLogsTest {

    private static final String KITTI = "kitti_2011_09_26_drive_0013_f020-025.mcap";
    private static final String OUSTER = "ouster_os1_ros1profile.mcap";
    private static final String ONE_OF_EACH = "ros2_sensor_msgs_one_of_each.mcap";

    @Test
    void shouldReadEveryMessageOfKittiPackedForRos2() {
        Map<String, Long> counts = countByReading(KITTI);

        assertThat(counts).containsExactlyInAnyOrderEntriesOf(Map.of("/kitti/velo/pointcloud", 6L,
                "/kitti/camera_color_left/image_rect_color/compressed", 6L,
                "/kitti/camera_color_left/camera_info", 6L, "/tf_static", 1L));
    }

    @Test
    void shouldReadEveryMessageOfTheOusterRecording() {
        assertThat(countByReading(OUSTER)).containsEntry("/os1_cloud_node/points", 2L)
                .containsEntry("/img_node/range_image", 2L).containsEntry("/img_node/noise_image", 2L)
                .containsEntry("/img_node/intensity_image", 2L);
    }

    @Test
    void shouldReadEveryMessageOfTheSensorTypes() {
        assertThat(countByReading(ONE_OF_EACH)).containsEntry("/point_cloud2", 1L).containsEntry("/image", 1L)
                .containsEntry("/compressed_image", 1L).containsEntry("/camera_info", 1L);
        try (MessageSource source = Recordings.open(path(ONE_OF_EACH))) {
            assertThat(source.channels()).hasSizeGreaterThanOrEqualTo(32);
        }
    }

    @Test
    void shouldGiveKittisFramesWithTheCameraCalibrated() {
        List<LogRecord> records = MessageLogTest.readAll(DriveLogs.open(path(KITTI)));
        LogRecord.Calibration calibration = (LogRecord.Calibration) records.get(0);

        assertThat(MessageLogTest.of(records, LogRecord.LidarFrame.class)).hasSize(6)
                .allMatch(f -> f.xyzi().length > 4 * 110_000);
        assertThat(MessageLogTest.of(records, LogRecord.CameraFrame.class)).hasSize(6)
                .allMatch(f -> f.format().equals("jpeg"));
        assertThat(calibration.mounts()).singleElement()
                .satisfies(m -> assertThat(m.intrinsics().width()).isEqualTo(1242));
    }

    @Test
    void shouldUseTheOusterWithoutACamera() {
        try (MessageLog log = MessageLog.open(Recordings.open(path(OUSTER)), TopicOptions.DISCOVER)) {
            assertThat(log.lidarFrameCount()).isEqualTo(2);
            assertThat(log.setup().choice().cameras()).isEmpty();
            assertThat(log.setup().notes()).anyMatch(n -> n.startsWith("no camera"));
        }
    }

    private static Map<String, Long> countByReading(String file) {
        Map<String, Long> counts = new TreeMap<>();
        try (MessageSource source = Recordings.open(path(file))) {
            assertThat(source.warnings()).isEmpty();
            MessageCursor cursor = source.readAll();
            for (RawMessage m = cursor.next(); m != null; m = cursor.next()) {
                counts.merge(m.channel().topic(), 1L, Long::sum);
            }
            assertThat(counts.values().stream().mapToLong(n -> n).sum()).isEqualTo(source.messageCount());
        }
        return counts;
    }

    private static Path path(String file) {
        return RealData.folder("logs").resolve(file);
    }
}
