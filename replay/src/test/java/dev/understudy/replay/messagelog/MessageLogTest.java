package dev.understudy.replay.messagelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.Recordings;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageLogTest {

    private static final int FRAMES = 12;

    @TempDir
    Path folder;

    @Test
    void shouldGiveFramesInTheOrderOfTheirStampsWhateverTheRecorderSaw() {
        List<LogRecord> records = readAll(DriveLogs.open(RosLog.write(folder.resolve("drive.mcap"), FRAMES)));

        assertThat(records.get(0)).isInstanceOf(LogRecord.Calibration.class);
        assertThat(records).extracting(LogRecord::stampNanos).isSorted();
        assertThat(records).extracting(LogRecord::robot).containsOnly("drive");
        assertThat(of(records, LogRecord.LidarFrame.class)).hasSize(FRAMES)
                .extracting(LogRecord.LidarFrame::sequence).startsWith(0L, 1L);
        assertThat(of(records, LogRecord.CameraFrame.class)).hasSize(FRAMES);
    }

    @Test
    void shouldScaleIntensitiesByWhatTheFirstFramesFit() {
        LogRecord.LidarFrame first = of(readAll(DriveLogs.open(RosLog.write(folder.resolve("a.mcap"), 2))),
                LogRecord.LidarFrame.class).get(0);

        assertThat(first.xyzi()).containsExactly(1, 2, 3, 128 / 255f, 5, 5, 5, 1);
    }

    @Test
    void shouldMakeTheCalibrationOfInfoAndTransforms() {
        LogRecord.Calibration calibration = (LogRecord.Calibration) readAll(
                DriveLogs.open(RosLog.write(folder.resolve("a.mcap"), FRAMES))).get(0);

        assertThat(calibration.mounts()).singleElement().satisfies(mount -> {
            assertThat(mount.cameraFrameId()).isEqualTo("cam");
            assertThat(mount.lidarFrameId()).isEqualTo("velo");
            assertThat(mount.shutterOffsetNanos()).isEqualTo(RosLog.SHUTTER);
            assertThat(mount.intrinsics().fx()).isEqualTo(100);
            assertThat(mount.intrinsics().distortionModel()).isEqualTo("plumb_bob");
            // A point 5 m ahead of the LiDAR, 1 m left: the camera stands 1 m further forward.
            assertThat(mount.cameraFromLidar().applyZ(5, 1, 0)).isCloseTo(4, within(1e-9));
            assertThat(mount.cameraFromLidar().applyX(5, 1, 0)).isCloseTo(-1, within(1e-9));
        });
    }

    @Test
    void shouldUseTheProjectionMatrixOfRectifiedImages() {
        Path file = folder.resolve("a.mcap");
        try (RosLog log = new RosLog(file)) {
            log.transform("/tf_static", RosLog.START, "velo", "cam", RosLog.LIDAR_FROM_CAMERA);
            log.cameraInfo("/front/camera_info");
            log.image("/front/image_rect/compressed", 0, 0);
            log.cloud("/lidar/points", 0, 0);
        }
        CameraMount mount = ((LogRecord.Calibration) readAll(DriveLogs.open(file)).get(0)).mounts().get(0);

        assertThat(mount.intrinsics().fx()).isEqualTo(90);
        assertThat(mount.intrinsics().distortionModel()).isEmpty();
        assertThat(mount.cameraFromLidar().applyX(5, 1, 0)).isCloseTo(-1 - 45.0 / 90, within(1e-9));
    }

    @Test
    void shouldGivePosesOfAMovingRobot() {
        Path file = folder.resolve("a.mcap");
        try (RosLog log = new RosLog(file)) {
            log.transform("/tf_static", RosLog.START, "base", "velo", 0, 0, 2, 0, 0, 0, 1);
            for (int i = 0; i < FRAMES; i++) {
                log.transform("/tf", RosLog.START + i * RosLog.PERIOD, "map", "base", i, 0, 0, 0, 0, 0, 1);
                log.cloud("/points", i, 1);
            }
        }
        List<LogRecord.Pose> poses = of(readAll(DriveLogs.open(file)), LogRecord.Pose.class);

        assertThat(poses).hasSize(FRAMES);
        assertThat(poses.get(3).fixedFrameId()).isEqualTo("map");
        assertThat(poses.get(3).frameId()).isEqualTo("velo");
        assertThat(poses.get(3).fixedFromFrame().applyX(0, 0, 0)).isEqualTo(3);
        assertThat(poses.get(3).fixedFromFrame().applyZ(0, 0, 0)).isEqualTo(2);
    }

    @Test
    void shouldPreferTheSensorsOwnTopicAndTellOfTheOthers() {
        Path file = folder.resolve("a.mcap");
        try (RosLog log = new RosLog(file)) {
            log.cloud("/ground_points", 0, 0);
            log.cloud("/lidar/points", 0, 0);
        }
        try (MessageLog log = MessageLog.open(Recordings.open(file), TopicOptions.DISCOVER)) {
            assertThat(log.setup().choice().lidars()).containsExactly("/lidar/points");
            assertThat(log.setup().notes()).containsExactly(
                    "other LiDAR topics are not used: /ground_points (--lidar-topic)",
                    "no camera: LiDAR alone will be used");
        }
        TopicOptions named = new TopicOptions(List.of("/ground_points"), List.of());
        try (MessageLog log = MessageLog.open(Recordings.open(file), named)) {
            assertThat(log.setup().choice().lidars()).containsExactly("/ground_points");
        }
    }

    @Test
    void shouldNameTheTopicsThatThereAreWhenANamedOneIsNot() {
        Path file = RosLog.write(folder.resolve("a.mcap"), 1);

        assertRefused(file, new TopicOptions(List.of("/x"), List.of()),
                "a.mcap: --lidar-topic: no point cloud topic '/x'; there are: /lidar/points");
        assertRefused(file, new TopicOptions(List.of(), List.of("/x")),
                "a.mcap: --camera-topic: no image topic '/x'; there are: /front/image/compressed");
    }

    @Test
    void shouldSayThatARecordingHoldsNoLidar() {
        Path file = folder.resolve("a.mcap");
        try (RosLog log = new RosLog(file)) {
            log.image("/front/image/compressed", 0, 0);
        }
        assertRefused(file, TopicOptions.DISCOVER, "a.mcap: holds no point clouds; topics: /front/image/compressed");
    }

    @Test
    void shouldSayThatARecordingHoldsRawPacketsOnly() {
        Path file = folder.resolve("a.mcap");
        try (RosLog log = new RosLog(file)) {
            log.add("/velodyne_packets", "velodyne_msgs/msg/VelodyneScan", 1, new byte[100]);
        }
        assertRefused(file, TopicOptions.DISCOVER, "a.mcap: holds raw LiDAR packets only (/velodyne_packets, "
                + "velodyne_msgs/VelodyneScan) and no point clouds; let the sensor's driver make "
                + "sensor_msgs/PointCloud2 of them and record that");
    }

    @Test
    void shouldSayWhyACameraIsNotCalibrated() {
        Path file = folder.resolve("a.mcap");
        try (RosLog log = new RosLog(file)) {
            log.cameraInfo("/front/camera_info");
            log.image("/front/image/compressed", 0, 0);
            log.cloud("/points", 0, 0);
        }
        try (MessageLog log = MessageLog.open(Recordings.open(file), TopicOptions.DISCOVER)) {
            assertThat(log.setup().mounts()).isEmpty();
            assertThat(log.setup().notes()).singleElement().asString()
                    .endsWith("not calibrated, its images will not be used: no transform leads from velo to cam");
        }
    }

    @Test
    void shouldUseLogTimesWhenTheSensorsHaveDifferentClocks() {
        Path file = folder.resolve("a.mcap");
        try (RosLog log = new RosLog(file)) {
            log.cloud("/points", 0, 0);
            log.image("/front/image/compressed", 0, 3_600_000_000_000L);
        }
        List<LogRecord> records = readAll(DriveLogs.open(file));

        assertThat(of(records, LogRecord.CameraFrame.class).get(0).stampNanos())
                .isEqualTo(RosLog.START + RosLog.SHUTTER + 3_600_000_000_000L);
    }

    @Test
    void shouldNameADamagedMessageAndGoOn() {
        Path file = folder.resolve("a.mcap");
        try (RosLog log = new RosLog(file)) {
            log.cloud("/points", 0, 0);
            log.add("/points", "sensor_msgs/msg/PointCloud2", RosLog.START + RosLog.PERIOD, new byte[] {0, 1, 0, 0, 9});
            log.cloud("/points", 2, 0);
        }
        DriveLog log = DriveLogs.open(file);
        assertThatThrownBy(log::next).isInstanceOf(LogException.class)
                .hasMessage("a.mcap: /points at 0.100 s: the message ends after 5 bytes, inside a field");
        assertThat(of(readAll(log), LogRecord.LidarFrame.class)).hasSize(2);
    }

    static List<LogRecord> readAll(DriveLog log) {
        List<LogRecord> out = new ArrayList<>();
        try (log) {
            for (LogRecord record = log.next(); record != null; record = log.next()) {
                out.add(record);
            }
        }
        return out;
    }

    static <T> List<T> of(List<LogRecord> records, Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static void assertRefused(Path file, TopicOptions options, String message) {
        assertThatThrownBy(() -> DriveLogs.open(file, options)).isInstanceOf(LogException.class).hasMessage(message);
    }
}
