package dev.understudy.replay.kitti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KittiObjectLogTest {

    @TempDir
    Path folder;

    @Test
    void shouldSpaceUnrelatedFramesBySeconds() {
        List<LogRecord> records = KittiRawLogTest.readAll(KittiObjectLog.open(MiniKitti.object(folder, 2)));

        assertThat(records).extracting(r -> r.getClass().getSimpleName()).containsExactly(
                "Calibration", "LidarFrame", "CameraFrame", "Truth",
                "Calibration", "LidarFrame", "CameraFrame", "Truth");
        assertThat(records.get(4).stampNanos() - records.get(0).stampNanos()).isEqualTo(1_000_000_000L);
    }

    @Test
    void shouldGiveEveryFrameItsOwnCalibration() {
        List<LogRecord> records = KittiRawLogTest.readAll(KittiObjectLog.open(MiniKitti.object(folder, 2)));

        LogRecord.Calibration second = (LogRecord.Calibration) records.get(4);

        assertThat(second.mounts()).extracting(m -> m.intrinsics().fx()).containsExactly(100.0, 101.0);
        assertThat(second.mounts().get(1).validFromNanos()).isEqualTo(second.stampNanos());
        assertThat(second.mounts().get(1).intrinsics().width()).isEqualTo(40);
    }

    @Test
    void shouldReadLabels() {
        LogRecord.Truth truth = KittiRawLogTest.first(LogRecord.Truth.class,
                KittiObjectLog.open(MiniKitti.object(folder, 1)));

        assertThat(truth.objects()).extracting(LogRecord.TruthObject::className).containsExactly("Car", "DontCare");
        assertThat(truth.objects().get(0).box().contains(10, 0, -0.25, 0)).isTrue();
    }

    @Test
    void shouldNotShowAnImageThroughItsNeighboursCalibration() throws Exception {
        MiniKitti.object(folder, 2);
        Files.delete(folder.resolve("training/calib/000001.txt"));
        DriveLog log = KittiObjectLog.open(folder);
        for (int i = 0; i < 4; i++) {
            log.next();
        }

        assertThatThrownBy(log::next).isInstanceOf(LogException.class).hasMessageContaining("no calibration");
        assertThat(log.next()).isInstanceOf(LogRecord.LidarFrame.class);
        assertThatThrownBy(log::next).isInstanceOf(LogException.class).hasMessageContaining("calibration is damaged");
    }

    @Test
    void shouldReadASplitWithoutLabels() throws Exception {
        MiniKitti.object(folder, 1);
        Files.delete(folder.resolve("training/label_2/000000.txt"));
        Files.delete(folder.resolve("training/label_2"));

        assertThat(KittiRawLogTest.readAll(KittiObjectLog.open(folder.resolve("training"))))
                .noneMatch(LogRecord.Truth.class::isInstance);
    }
}
