package dev.understudy.cli.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.gate.GateConfig;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.loop.LearningChoice;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.loop.Preset;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.train.BatchConfig;
import dev.understudy.learning.train.Branches;
import dev.understudy.learning.train.Guard;
import dev.understudy.learning.train.MemoryConfig;
import dev.understudy.learning.train.Objective;
import dev.understudy.learning.train.OptimiserConfig;
import dev.understudy.learning.train.Pace;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.TrainerConfig;
import dev.understudy.learning.train.Views;
import dev.understudy.learning.train.WeightMaps;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("training")
class SelfTrainingTest {

    private static final long SEED = 1;
    /** A round of steps after few records, small batches. */
    private static final LearningConfig EAGER = Preset.FEW_FRAMES.config().withTraining(
            new TrainerConfig(new BatchConfig(4, 4, 4, false), new MemoryConfig(64, 2, 10, 64), new Pace(16, 2),
                    new OptimiserConfig(1.5e-4f, 0.01f, 1, 5, 10, Branches.BOTH),
                    Objective.withoutTokens(0.5f, 0.1f, 0.5f), Views.of(0.3), Guard.defaults()));
    private static final LearningChoice CHOICE = LearningChoice.of(Preset.FEW_FRAMES, "", EAGER);

    @Test
    void shouldReportTheStepsThatABrokenStudentDiscards() {
        System.out.println("seed " + SEED);
        SelfTraining.Outcome outcome = run(withBrokenStudent(BootstrapCheckpoint.load().checkpoint()));
        assertThat(outcome.steps().made()).isGreaterThan(2);
        assertThat(outcome.steps().discarded().notFinite()).isEqualTo(outcome.steps().made());
        assertThat(outcome.steps().rollbacks().badSteps()).isPositive();
        StringWriter out = new StringWriter();
        AdaptReport.Arm arm = new AdaptReport.Arm("self-trained", outcome.admitted(), "",
                AdaptReport.Candidates.NONE, outcome.steps(), Map.of());
        new AdaptReport(CHOICE, 1, 1, 0, 1, SEED, List.of(arm), MathsReport.now()).print(new PrintWriter(out));
        assertThat(out.toString()).contains("steps: " + outcome.steps(), outcome.steps().made() + " not finite");
    }

    @Test
    void shouldHearTheVetoesOfTheGateAsTheTrainerDoes() {
        System.out.println("seed " + SEED);
        GateConfig gate = EAGER.gate();
        // More than perfect accuracy on the canary.
        GateConfig shut = new GateConfig(new GateConfig.CanaryLimits(-2, 1), gate.balance(), gate.minima(),
                gate.sureness());
        SelfTraining.Outcome outcome =
                run(EAGER.withGate(shut).withStepsPerCandidate(2), BootstrapCheckpoint.load().checkpoint());
        assertThat(outcome.candidates().judged()).isGreaterThanOrEqualTo(GateReport.VETOES_TO_ROLL_BACK);
        assertThat(outcome.candidates().published()).isZero();
        assertThat(outcome.gate()).contains("canary-vs-served");
        assertThat(outcome.steps().rollbacks().vetoes())
                .isEqualTo(outcome.candidates().judged() / GateReport.VETOES_TO_ROLL_BACK);
    }

    private static SelfTraining.Outcome run(Checkpoint bootstrap) {
        return run(EAGER, bootstrap);
    }

    private static SelfTraining.Outcome run(LearningConfig config, Checkpoint bootstrap) {
        SourceAnchors anchors =
                SourceAnchors.shipped(Architecture.parse(bootstrap.manifest().getArchitecture()).encoder());
        return new SelfTraining(bootstrap, anchors, config, null).run(frames(), 1, SEED, pass -> { });
    }

    /** Its teacher is sound and judges the frames. */
    private static Checkpoint withBrokenStudent(Checkpoint sound) {
        Map<String, Tensor> tensors = WeightMaps.copy(sound.tensors());
        tensors.entrySet().stream().filter(e -> e.getKey().startsWith(Checkpoint.STUDENT_PREFIX)).findFirst()
                .orElseThrow().getValue().data()[0] = Float.NaN;
        return new Checkpoint(sound.manifest(), tensors);
    }

    private static List<AdaptFrame> frames() {
        List<AdaptFrame> frames = new ArrayList<>();
        FleetConfig fleet = FleetConfig.of(SEED, 2, 5, 10, Domains.SOURCE);
        try (ObjectHarvest harvest = ObjectHarvest.of(new SimulatedFleet(fleet), LabelCoverage.EVERYWHERE)) {
            for (HarvestedFrame frame = harvest.next(); frame != null; frame = harvest.next()) {
                ClusterSet set = frame.set();
                frames.add(new AdaptFrame(set, new float[set.getClustersCount()][]));
            }
        }
        return frames;
    }
}
