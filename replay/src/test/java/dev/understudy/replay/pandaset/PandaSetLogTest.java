package dev.understudy.replay.pandaset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.perception.RealData;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.LogFormat;
import dev.understudy.replay.kitti.MiniKitti;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.GroundLabels;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.log.LogRecord.TruthObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PandaSetLogTest {

    @TempDir
    Path folder;

    @Test
    void shouldReadScansImagesCalibrationsAndBoxes() throws IOException {
        List<LogRecord> records = readAll(DriveLogs.open(sequence()));

        assertThat(records).hasSize(8).extracting(LogRecord::stampNanos).isSorted();
        assertThat(records.get(0)).isInstanceOf(LogRecord.Calibration.class);
        LogRecord.Calibration second = (LogRecord.Calibration) records.get(4);
        assertThat(second.mounts()).hasSize(2).extracting(CameraMount::shutterOffsetNanos).containsOnly(-50_000_000L);
        assertThat(second.mounts().get(1).validFromNanos()).isEqualTo(100_050_000_000L);
        LogRecord.Truth truth = (LogRecord.Truth) records.get(3);
        assertThat(truth.domain()).isEqualTo("pandaset");
        assertThat(truth.objects()).singleElement().satisfies(o -> {
            assertThat(o.className()).isEqualTo("Pickup Truck");
            assertThat(o.track()).isEqualTo("u1");
            assertThat(o.box().yaw()).isEqualTo(0.5);
        });
    }

    /** KITTI's object layout has a folder of scans of the same name, and labels of the camera's view only. */
    @Test
    void shouldStateThatItsLabelsLieAllAround() throws IOException {
        assertThat(DriveLogs.formatOf(sequence()).coverage()).isEqualTo(LabelCoverage.EVERYWHERE);
    }

    /** Unlabelled, vegetation and the first and last kinds of ground. */
    @Test
    void shouldReadWhichPointsAreGround() throws IOException {
        Path sequence = sequence();
        Files.createDirectory(sequence.resolve("semseg"));
        Files.write(sequence.resolve("semseg/000001.label"), new byte[] {0, 5, 6, 12, 13});
        LogFormat format = DriveLogs.formatOf(sequence);

        GroundLabels ground = format.groundLabels(sequence, "000001", 5).orElseThrow();

        assertThat(IntStream.range(0, 5).filter(ground::isScored)).containsExactly(2, 3, 4);
        assertThat(IntStream.range(0, 5).filter(ground::isGround)).containsExactly(2, 3);
        assertThat(format.groundLabels(sequence, "000000", 5)).isEmpty();
    }

    @Test
    void shouldNameTheFrameWithoutStamps() throws IOException {
        Path sequence = sequence();
        Files.writeString(sequence.resolve("timestamps.csv"), "frame,lidar,camera\n0,100.0,99.95\n");

        assertThatThrownBy(() -> DriveLogs.open(sequence)).isInstanceOf(LogException.class)
                .hasMessageEndingWith("timestamps.csv: no stamps of frame 1");
    }

    @Test
    void shouldNameTheLineOfABadBox() throws IOException {
        Path sequence = sequence();
        Files.writeString(sequence.resolve("cuboids/000000.csv"), "header\nu1,Car,1,2\n");

        assertThatThrownBy(() -> readAll(DriveLogs.open(sequence))).isInstanceOf(LogException.class)
                .hasMessageEndingWith("000000.csv:2: no uuid, label and seven numbers of a box");
    }

    @Tag("real-data")
    @Test
    void shouldReadTheRealSequenceWithBoxesOnItsPoints() {
        List<LogRecord> records = readAll(DriveLogs.open(RealData.folder("pandaset_002")));

        assertThat(count(records, LogRecord.LidarFrame.class)).isEqualTo(8);
        assertThat(count(records, LogRecord.CameraFrame.class)).isEqualTo(8);
        LogRecord.LidarFrame scan = first(records, LogRecord.LidarFrame.class);
        LogRecord.Truth truth = first(records, LogRecord.Truth.class);
        CameraMount mount = first(records, LogRecord.Calibration.class).mounts().get(0);
        // The nearest parked car of the first frame: 1,744 points in its box, says the label.
        TruthObject car = truth.objects().get(0);
        long inside = 0;
        for (int i = 0; i < scan.xyzi().length; i += 4) {
            inside += car.box().contains(scan.xyzi()[i], scan.xyzi()[i + 1], scan.xyzi()[i + 2], 0) ? 1 : 0;
        }
        assertThat(inside).isBetween(1700L, 1800L);
        assertThat(truth.objects().stream().filter(o -> isSeen(o, mount))).hasSizeGreaterThan(5);
    }

    private static boolean isSeen(TruthObject object, CameraMount mount) {
        RigidTransform t = mount.cameraFromLidar();
        double depth = t.applyZ(object.box().x(), object.box().y(), object.box().z());
        double u = mount.intrinsics().fx() * t.applyX(object.box().x(), object.box().y(), object.box().z()) / depth
                + mount.intrinsics().cx();
        return depth > 0 && u > 0 && u < mount.intrinsics().width();
    }

    /** Two frames at 100.0 and 100.1 s, their images 50 ms before. */
    private Path sequence() throws IOException {
        Path kitti = MiniKitti.object(folder.resolve("made"), 2).resolve("training");
        Path sequence = Files.createDirectory(folder.resolve("seq"));
        Files.move(kitti.resolve("velodyne"), sequence.resolve("velodyne"));
        Files.move(kitti.resolve("image_2"), sequence.resolve("image_front"));
        MiniKitti.write(sequence.resolve("timestamps.csv"), "frame,lidar,camera\n0,100.0,99.95\n1,100.1,100.05\n");
        for (int i = 0; i < 2; i++) {
            MiniKitti.write(sequence.resolve("calib/00000" + i + ".json"), """
                    {"K": [[100, 0, 20], [0, 100, 10], [0, 0, 1]], "image_size": [40, 20],
                     "T_camera_from_lidar": [[0, -1, 0, 0], [0, 0, -1, 0], [1, 0, 0, 0], [0, 0, 0, 1]]}
                    """);
            MiniKitti.write(sequence.resolve("cuboids/00000" + i + ".csv"),
                    "uuid,label,x,y,z,length,width,height,yaw\nu1,Pickup Truck,1,2,3,4,2,1.5,0.5\n");
        }
        return sequence;
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

    private static long count(List<LogRecord> records, Class<? extends LogRecord> type) {
        return records.stream().filter(type::isInstance).count();
    }

    private static <T> T first(List<LogRecord> records, Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }
}
