package dev.understudy.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.settings.Settings;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One frame with more posts around the robot than the cap on objects lets through. */
class CrowdedFrameTest {

    private static final long STAMP = 1_700_000_000_000_000_000L;
    private static final int ROWS = 14;
    private static final int CAP = 128;

    @TempDir
    Path folder;

    @Test
    void shouldReportTheObjectsBeyondTheCap() {
        try (EvaluatedModel model = EvaluatedModel.load("bootstrap", BootstrapCheckpoint.load());
                DriveLog log = new OneFrame(posts())) {
            EvaluationReport report = new Evaluation(Settings.defaults().replaying(), Taxonomy.shipped("road-v1"),
                    List.of(model), new Examples(1, 1)).offline(log, folder);

            assertThat(report.first().events()).isEqualTo(CAP);
            assertThat(report.objectsDropped()).containsOnlyKeys("over-cap").containsEntry("over-cap",
                    (long) ROWS * ROWS - CAP);
        }
    }

    /** Flat ground 1.5 m below the sensor, and posts of 0.4 x 0.4 x 1 m on a grid of 3 m. */
    private static float[] posts() {
        float[] xyzi = new float[1 << 19];
        int at = 0;
        for (int x = -60; x < 60; x++) {
            for (int y = -60; y < 60; y++) {
                at = point(xyzi, at, 0.45 * x, 0.45 * y, -1.5);
            }
        }
        for (int row = 0; row < ROWS * ROWS; row++) {
            double x = 3 * (row / ROWS - ROWS / 2 + 0.5);
            double y = 3 * (row % ROWS - ROWS / 2 + 0.5);
            for (int i = 0; i < 5 * 5 * 11; i++) {
                at = point(xyzi, at, x + 0.1 * (i % 5), y + 0.1 * (i / 5 % 5), -1.1 + 0.1 * (i / 25));
            }
        }
        return Arrays.copyOf(xyzi, at);
    }

    private static int point(float[] xyzi, int at, double x, double y, double z) {
        xyzi[at] = (float) x;
        xyzi[at + 1] = (float) y;
        xyzi[at + 2] = (float) z;
        xyzi[at + 3] = 0.5f;
        return at + 4;
    }

    private static final class OneFrame implements DriveLog {

        private LogRecord frame;

        OneFrame(float[] xyzi) {
            frame = new LogRecord.LidarFrame("robot", "lidar", 0, STAMP, xyzi);
        }

        @Override
        public String name() {
            return "crowded";
        }

        @Override
        public List<String> robots() {
            return List.of("robot");
        }

        @Override
        public long lidarFrameCount() {
            return 1;
        }

        @Override
        public LogRecord next() {
            LogRecord next = frame;
            frame = null;
            return next;
        }

        @Override
        public void close() {
        }
    }
}
