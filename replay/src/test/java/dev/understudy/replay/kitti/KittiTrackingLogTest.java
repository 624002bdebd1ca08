package dev.understudy.replay.kitti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.perception.RealData;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sequences in the benchmark's layout; the real one is the raw drive's files laid out as sequence 0003. */
class KittiTrackingLogTest {

    private static final long TENTH = 100_000_000L;

    @TempDir
    Path root;

    @Test
    void shouldReadASequenceAtTenHertz() {
        mini("0003", 3);
        List<LogRecord> records = KittiRawLogTest.readAll(DriveLogs.open(root));

        assertThat(records.get(0)).isInstanceOf(LogRecord.Calibration.class);
        assertThat(of(records, LogRecord.LidarFrame.class)).hasSize(3);
        assertThat(of(records, LogRecord.CameraFrame.class)).hasSize(3);
        List<LogRecord.Pose> poses = of(records, LogRecord.Pose.class);
        assertThat(poses.get(2).stampNanos() - poses.get(0).stampNanos()).isEqualTo(2 * TENTH);
        List<LogRecord.Truth> truths = of(records, LogRecord.Truth.class);
        assertThat(truths).as("frames up to the last label").hasSize(2);
        assertThat(truths.get(0).objects()).isEmpty();
        assertThat(truths.get(1).objects()).singleElement().satisfies(o -> {
            assertThat(o.track()).isEqualTo("7");
            assertThat(o.box().x()).isEqualTo(10);
        });
    }

    @Test
    void shouldAskWhichOfSeveralSequences() {
        mini("0003", 1);
        mini("0004", 2);

        assertThatThrownBy(() -> DriveLogs.open(root)).isInstanceOf(LogException.class)
                .hasMessageContaining("holds 2 sequences; name one, e.g. ").hasMessageContaining("velodyne/0003");
        try (DriveLog log = DriveLogs.open(root.resolve("training/velodyne/0004"))) {
            assertThat(log.name()).isEqualTo("kitti_tracking_0004");
            assertThat(log.lidarFrameCount()).isEqualTo(2);
        }
    }

    @Test
    void shouldLeaveOutFramesWithoutAScan() throws IOException {
        mini("0001", 3);
        Files.delete(root.resolve("training/velodyne/0001/000001.bin"));
        List<LogRecord> records = KittiRawLogTest.readAll(DriveLogs.open(root));

        assertThat(of(records, LogRecord.LidarFrame.class)).extracting(LogRecord.LidarFrame::sequence)
                .containsExactly(0L, 2L);
        assertThat(of(records, LogRecord.Pose.class)).hasSize(2);
    }

    @Tag("real-data")
    @Test
    void shouldSeeTheSameAsInTheRawDriveOfTheSequence() throws IOException {
        Path raw = RealData.folder("kitti_raw");
        layOut(raw);
        List<LogRecord> there = KittiRawLogTest.readAll(KittiRawLog.open(raw));
        List<LogRecord> here = KittiRawLogTest.readAll(DriveLogs.open(root));

        assertThat(boxes(here)).isEqualTo(boxes(there)).hasSize(54);
        LogRecord.Calibration mine = of(here, LogRecord.Calibration.class).get(0);
        LogRecord.Calibration theirs = of(there, LogRecord.Calibration.class).get(0);
        assertThat(mine.mounts().get(0).intrinsics()).usingRecursiveComparison()
                .isEqualTo(theirs.mounts().get(0).intrinsics());
        LogRecord.Pose last = of(here, LogRecord.Pose.class).get(19);
        assertThat(last.fixedFromFrame().applyX(0, 0, 0)).isNotZero();
        assertThat(of(here, LogRecord.LidarFrame.class)).hasSize(20);
    }

    private static List<String> boxes(List<LogRecord> records) {
        return of(records, LogRecord.Truth.class).stream().flatMap(t -> t.objects().stream())
                .filter(o -> o.box() != null).map(o -> o.track() + " " + o.className() + " " + o.box()).toList();
    }

    private static <T> List<T> of(List<LogRecord> records, Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Scans and images from the object benchmark's miniature; a car in frame 1. */
    private void mini(String sequence, int frames) {
        Path source = MiniKitti.object(root.resolve("source"), frames);
        Path split = root.resolve("training");
        for (int i = 0; i < frames; i++) {
            copy(source.resolve(String.format(Locale.ROOT, "training/velodyne/%06d.bin", i)),
                    split.resolve(String.format(Locale.ROOT, "velodyne/%s/%06d.bin", sequence, i)));
            copy(source.resolve(String.format(Locale.ROOT, "training/image_2/%06d.png", i)),
                    split.resolve(String.format(Locale.ROOT, "image_02/%s/%06d.png", sequence, i)));
        }
        MiniKitti.write(split.resolve("calib/" + sequence + ".txt"), "P2: 100 0 20 0 0 100 10 0 0 0 1 0\n"
                + "R_rect 1 0 0 0 1 0 0 0 1\nTr_velo_cam 0 -1 0 0 0 0 -1 0 1 0 0 0\n"
                + "Tr_imu_velo 1 0 0 -1 0 1 0 0 0 0 1 0\n");
        MiniKitti.write(split.resolve("oxts/" + sequence + ".txt"), IntStream.range(0, frames)
                .mapToObj(i -> "0 " + i * 1e-5 + " 100 0 0 0\n").collect(Collectors.joining()));
        MiniKitti.write(split.resolve("label_02/" + sequence + ".txt"),
                "1 7 Car 0 0 -1.57 1 2 3 4 1.5 1.6 4.0 0 1 10 -1.5707963\n");
    }

    private void layOut(Path raw) throws IOException {
        Path split = root.resolve("training");
        Path drive = raw.resolve("2011_09_26/2011_09_26_drive_0013_sync");
        StringBuilder oxts = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            copy(drive.resolve(String.format(Locale.ROOT, "velodyne_points/data/%010d.bin", i)),
                    split.resolve(String.format(Locale.ROOT, "velodyne/0003/%06d.bin", i)));
            copy(drive.resolve(String.format(Locale.ROOT, "image_02/data/%010d.png", i)),
                    split.resolve(String.format(Locale.ROOT, "image_02/0003/%06d.png", i)));
            Path row = drive.resolve(String.format(Locale.ROOT, "oxts/data/%010d.txt", i));
            oxts.append(Files.readString(row).strip()).append('\n');
        }
        MiniKitti.write(split.resolve("oxts/0003.txt"), oxts.toString());
        MiniKitti.write(split.resolve("label_02/0003.txt"), Files.readString(raw.resolve("label_02/0003.txt")));
        Path date = raw.resolve("2011_09_26");
        MiniKitti.write(split.resolve("calib/0003.txt"), "P2: " + value(date, "cam_to_cam", "P_rect_02") + "\nR_rect "
                + value(date, "cam_to_cam", "R_rect_00") + "\nTr_velo_cam " + matrix(date, "velo_to_cam")
                + "\nTr_imu_velo " + matrix(date, "imu_to_velo") + "\n");
    }

    private static String matrix(Path date, String file) throws IOException {
        String[] r = value(date, file, "R").split("\\s+");
        String[] t = value(date, file, "T").split("\\s+");
        return IntStream.range(0, 3).mapToObj(i -> r[3 * i] + " " + r[3 * i + 1] + " " + r[3 * i + 2] + " " + t[i])
                .collect(Collectors.joining(" "));
    }

    private static String value(Path date, String file, String name) throws IOException {
        return Files.readAllLines(date.resolve("calib_" + file + ".txt")).stream()
                .filter(line -> line.startsWith(name + ":")).map(line -> line.substring(name.length() + 1).strip())
                .findFirst().orElseThrow();
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.createSymbolicLink(to, from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
