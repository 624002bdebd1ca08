package dev.understudy.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.EditedLog;
import dev.understudy.cli.settings.Settings;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated robot (seed 7) with a second LiDAR that measures the same at the same time. */
class TwoLidarsTest {

    private static final int TURNS = 4;

    @TempDir
    Path folder;

    @Test
    void shouldEvaluateTheFramesOfBothLidars() {
        Taxonomy taxonomy = Taxonomy.shipped("road-v1");
        SimulatedFleet fleet = new SimulatedFleet(
                new FleetConfig(7, 1, 2.5, TURNS, List.of(new DomainPhase("source", 1))));
        try (EvaluatedModel model = EvaluatedModel.load("bootstrap", BootstrapCheckpoint.load());
                DriveLog log = new EditedLog(fleet, TwoLidarsTest::doubled)) {
            EvaluationReport report = new Evaluation(Settings.defaults().replaying(), taxonomy, List.of(model),
                    new Examples(1, 1)).offline(log, folder);

            assertThat(report.frames()).isEqualTo(2 * TURNS);
            assertThat(report.labelledFrames()).isEqualTo(2 * TURNS);
        }
    }

    /** Gives every scan and its labels a second time, as those of another LiDAR. */
    private static List<LogRecord> doubled(LogRecord record) {
        if (record instanceof LogRecord.LidarFrame f) {
            return List.of(f, new LogRecord.LidarFrame(f.robot(), "rear", f.sequence(), f.stampNanos(), f.xyzi()));
        }
        return record instanceof LogRecord.Truth t
                ? List.of(t, new LogRecord.Truth(t.robot(), "rear", t.stampNanos(), t.domain(), t.objects()))
                : List.of(record);
    }
}
