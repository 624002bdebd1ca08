package dev.understudy.replay.kitti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KittiRawLogTest {

    private static final String CAR =
            "1 7 Car 0 0 -1.57 10 11 20 21 1.5 1.6 4.0 2.0 1.0 10.0 -1.5707963267948966\n";
    private static final String REGION = "1 -1 DontCare -1 -1 -10 1 2 3 4 -1000 -1000 -1000 -10 -1 -1 -1\n";

    @TempDir
    Path folder;

    @Test
    void shouldReadRecordsInStampOrderBehindTheCalibration() {
        List<LogRecord> records = readAll(KittiRawLog.open(MiniKitti.raw(folder, 2)));

        assertThat(records).extracting(r -> r.getClass().getSimpleName()).containsExactly(
                "Calibration", "Pose", "LidarFrame", "CameraFrame", "Pose", "LidarFrame", "CameraFrame");
        assertThat(records).isSortedAccordingTo((a, b) -> Long.compare(a.stampNanos(), b.stampNanos()));
    }

    @Test
    void shouldReadStampsAsUtcToTheNanosecond() {
        LogRecord lidar = first(LogRecord.LidarFrame.class, KittiRawLog.open(MiniKitti.raw(folder, 1)));

        Instant expected = Instant.parse("2011-09-26T13:10:50.100000002Z");
        assertThat(lidar.stampNanos()).isEqualTo(expected.getEpochSecond() * 1_000_000_000L + expected.getNano());
    }

    @Test
    void shouldReadPointsAndNameTheRobotByItsDrive() {
        LogRecord.LidarFrame lidar = first(LogRecord.LidarFrame.class, KittiRawLog.open(MiniKitti.raw(folder, 1)));

        assertThat(lidar.xyzi()).containsExactly(1, 2, 3, 0.5f);
        assertThat(lidar.robot()).isEqualTo("2011_09_26_drive_0013");
    }

    @Test
    void shouldFoldTheFourthColumnOfTheProjectionIntoTheTransform() {
        LogRecord.Calibration record = first(LogRecord.Calibration.class, KittiRawLog.open(MiniKitti.raw(folder, 1)));
        CameraMount mount = record.mounts().get(0);
        double x = 10;
        double y = 2;
        double z = 1;

        double depth = mount.cameraFromLidar().applyZ(x, y, z);
        double u = mount.intrinsics().fx() * mount.cameraFromLidar().applyX(x, y, z) / depth + mount.intrinsics().cx();
        double v = mount.intrinsics().fy() * mount.cameraFromLidar().applyY(x, y, z) / depth + mount.intrinsics().cy();

        // rectified: (-2, -0.5, 9.8); P * rectified = (100*-2 + 20*9.8 + 6, 100*-0.5 + 10*9.8 + 2, 9.8 + 0.1)
        assertThat(u).isCloseTo(2.0 / 9.9, within(1e-9));
        assertThat(v).isCloseTo(50.0 / 9.9, within(1e-9));
    }

    @Test
    void shouldStateTheMedianOffsetOfTheShutter() {
        LogRecord.Calibration record = first(LogRecord.Calibration.class, KittiRawLog.open(MiniKitti.raw(folder, 3)));

        assertThat(record.mounts().get(0).shutterOffsetNanos()).isEqualTo(5_000_000);
    }

    @Test
    void shouldPlaceTheLidarOnTheMapByMercatorAtTheScansStamp() {
        List<LogRecord.Pose> poses = readAll(KittiRawLog.open(MiniKitti.raw(folder, 2))).stream()
                .filter(LogRecord.Pose.class::isInstance).map(LogRecord.Pose.class::cast).toList();

        // at the equator 1e-5 degrees east are 1.11319 m; a scan is 0.002 s behind its row; the LiDAR sits 1 m ahead
        // of the IMU, which faces north
        double perSecond = 1.11319;
        assertThat(poses.get(0).fixedFromFrame().applyX(0, 0, 0)).isCloseTo(0.002 * perSecond, within(1e-5));
        assertThat(poses.get(0).fixedFromFrame().applyY(0, 0, 0)).isCloseTo(1, within(1e-9));
        assertThat(poses.get(1).fixedFromFrame().applyX(0, 0, 0)).isCloseTo(1.002 * perSecond, within(1e-5));
    }

    @Test
    void shouldMoveLabelsIntoTheLidarFrame() {
        Path root = MiniKitti.raw(folder, 3);
        MiniKitti.write(root.resolve("label_02/0003.txt"), CAR + REGION);

        List<LogRecord.Truth> truth = truth(root);

        OrientedBox box = truth.get(1).objects().get(0).box();
        // LiDAR = (z + 0.2, -x, 0.5 - y); the centre is half a height above the bottom; -90 degrees face forward
        assertThat(new double[] {box.x(), box.y(), box.z(), box.yaw()})
                .containsExactly(new double[] {10.2, -2, 0.25, 0}, within(1e-9));
        assertThat(new double[] {box.length(), box.width(), box.height()}).containsExactly(4.0, 1.6, 1.5);
        assertThat(truth.get(1).objects().get(0).imageBox()).containsExactly(10, 11, 20, 21);
        assertThat(truth.get(1).objects().get(0).track()).isEqualTo("7");
    }

    @Test
    void shouldKeepRegionsThatWereNotLabelledWithoutBox() {
        Path root = MiniKitti.raw(folder, 2);
        MiniKitti.write(root.resolve("label_02/0003.txt"), CAR + REGION);

        LogRecord.TruthObject region = truth(root).get(1).objects().get(1);

        assertThat(region.className()).isEqualTo(KittiFrames.DONT_CARE);
        assertThat(region.box()).isNull();
    }

    @Test
    void shouldEndTheTruthWithTheLastLabelledFrame() {
        Path root = MiniKitti.raw(folder, 4);
        MiniKitti.write(root.resolve("label_02/" + MiniKitti.DRIVE + ".txt"), CAR);

        assertThat(truth(root)).hasSize(2);
        assertThat(truth(root).get(0).objects()).isEmpty();
    }

    @Test
    void shouldOpenTheSameDriveFromRootDateAndDriveFolder() {
        Path root = MiniKitti.raw(folder, 1);

        for (Path path : List.of(root, root.resolve("2011_09_26"), root.resolve("2011_09_26/" + MiniKitti.DRIVE))) {
            assertThat(KittiRawLog.open(path).name()).isEqualTo(MiniKitti.DRIVE);
        }
    }

    @Test
    void shouldFollowLinksToADriveAndToTheFolderAboveIt() throws IOException {
        Path date = MiniKitti.raw(folder.resolve("elsewhere"), 1).resolve("2011_09_26");
        Path root = Files.createDirectory(folder.resolve("here"));
        Files.createSymbolicLink(root.resolve("2011_09_26"), date);

        assertThat(KittiRawLog.open(root).name()).isEqualTo(MiniKitti.DRIVE);
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), root);
        assertThat(KittiRawLog.open(linked).name()).isEqualTo(MiniKitti.DRIVE);
    }

    @Test
    void shouldAskForOneDriveWhenThereAreSeveral() {
        Path root = MiniKitti.raw(folder, 1);
        MiniKitti.drive(root.resolve("2011_09_26/2011_09_26_drive_0014_sync"), 1);

        assertThatThrownBy(() -> KittiRawLog.open(root)).isInstanceOf(LogException.class)
                .hasMessageContaining("2 drives").hasMessageContaining("2011_09_26_drive_0014_sync");
    }

    @Test
    void shouldGoOnBehindATruncatedScan() throws Exception {
        Path root = MiniKitti.raw(folder, 2);
        Path scan = root.resolve("2011_09_26/" + MiniKitti.DRIVE + "/velodyne_points/data/0000000000.bin");
        Files.write(scan, new byte[23]);
        DriveLog log = KittiRawLog.open(root);
        log.next();
        log.next();

        assertThatThrownBy(log::next).isInstanceOf(LogException.class)
                .hasMessageContaining(scan.toString()).hasMessageContaining("truncated")
                .hasMessageContaining("23 bytes");
        assertThat(log.next()).isInstanceOf(LogRecord.CameraFrame.class);
    }

    @Test
    void shouldReportAMissingScanBetweenOthersAsDamageToOneFrame() throws Exception {
        Path root = MiniKitti.raw(folder, 3);
        Files.delete(root.resolve("2011_09_26/" + MiniKitti.DRIVE + "/velodyne_points/data/0000000001.bin"));
        DriveLog log = KittiRawLog.open(root);
        int damaged = 0;
        int scans = 0;
        for (boolean more = true; more;) {
            try {
                LogRecord record = log.next();
                more = record != null;
                scans += record instanceof LogRecord.LidarFrame ? 1 : 0;
            } catch (LogException e) {
                assertThat(e).hasMessageContaining("frame 1 is missing");
                damaged++;
            }
        }
        assertThat(damaged).isEqualTo(1);
        assertThat(scans).isEqualTo(2);
    }

    private static List<LogRecord.Truth> truth(Path root) {
        return readAll(KittiRawLog.open(root)).stream()
                .filter(LogRecord.Truth.class::isInstance).map(LogRecord.Truth.class::cast).toList();
    }

    static List<LogRecord> readAll(DriveLog log) {
        List<LogRecord> records = new ArrayList<>();
        for (LogRecord record = log.next(); record != null; record = log.next()) {
            records.add(record);
        }
        return records;
    }

    static <T extends LogRecord> T first(Class<T> type, DriveLog log) {
        return readAll(log).stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }
}
