package dev.understudy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.replay.kitti.MiniKitti;
import dev.understudy.replay.log.LogException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriveLogsTest {

    @TempDir
    Path folder;

    @Test
    void shouldTellRawFromObjectByContent() {
        assertThat(DriveLogs.open(MiniKitti.raw(folder.resolve("a"), 1)).name()).isEqualTo(MiniKitti.DRIVE);
        assertThat(DriveLogs.open(MiniKitti.object(folder.resolve("b"), 1)).name()).startsWith("kitti_object");
    }

    @Test
    void shouldSayThatAFolderIsMissing() {
        assertRefused(folder.resolve("nowhere"), "no such file or folder");
    }

    @Test
    void shouldSayWhatWasLookedFor() {
        assertRefused(folder, "KITTI raw (<date>/");
    }

    @Test
    void shouldSayThatAFileIsNoFolder() throws Exception {
        assertRefused(Files.createFile(folder.resolve("x")), "and a file, where other logs are folders");
    }

    @Test
    void shouldSayThatTheCalibrationIsMissing() throws Exception {
        Path root = MiniKitti.raw(folder, 1);
        Files.delete(root.resolve("2011_09_26/calib_velo_to_cam.txt"));

        assertRefused(root, "calib_velo_to_cam.txt: no calibration");
    }

    @Test
    void shouldSayThatALineOfTheCalibrationIsMissing() {
        Path root = MiniKitti.raw(folder, 1);
        MiniKitti.write(root.resolve("2011_09_26/calib_velo_to_cam.txt"), "R: 1 0 0 0 1 0 0 0 1\n");

        assertRefused(root, "line 'T:' is missing");
    }

    @Test
    void shouldSayThatTimestampsAreMissing() throws Exception {
        Path root = MiniKitti.raw(folder, 1);
        Files.delete(root.resolve("2011_09_26/" + MiniKitti.DRIVE + "/velodyne_points/timestamps.txt"));

        assertRefused(root, "timestamps.txt: no timestamps");
    }

    @Test
    void shouldSayThatCountsDiffer() throws Exception {
        Path root = MiniKitti.raw(folder, 3);
        Files.delete(root.resolve("2011_09_26/" + MiniKitti.DRIVE + "/image_02/data/0000000002.png"));

        assertRefused(root, "count mismatch: 2 frames numbered 0 to 1, but 3 lines");
    }

    @Test
    void shouldSayThatThereAreNoScans() throws Exception {
        Path root = MiniKitti.raw(folder, 1);
        Files.delete(root.resolve("2011_09_26/" + MiniKitti.DRIVE + "/velodyne_points/data/0000000000.bin"));

        assertRefused(root, "no frames (*.bin)");
    }

    @Test
    void shouldNameFileAndLineOfABadStamp() {
        Path root = MiniKitti.raw(folder, 1);
        MiniKitti.write(root.resolve("2011_09_26/" + MiniKitti.DRIVE + "/oxts/timestamps.txt"), "yesterday\n");

        assertRefused(root, "oxts/timestamps.txt:1: not a timestamp: 'yesterday'");
    }

    private static void assertRefused(Path path, String part) {
        assertThatThrownBy(() -> DriveLogs.open(path)).isInstanceOf(LogException.class)
                .hasMessageContaining(part).hasMessageNotContaining("\n");
    }
}
