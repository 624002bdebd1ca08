package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.GateConfig;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.gate.Gates;
import dev.understudy.learning.gate.HealthConfig;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.BatchConfig;
import dev.understudy.learning.train.Branches;
import dev.understudy.learning.train.Guard;
import dev.understudy.learning.train.MemoryConfig;
import dev.understudy.learning.train.Objective;
import dev.understudy.learning.train.OptimiserConfig;
import dev.understudy.learning.train.Pace;
import dev.understudy.learning.train.TrainerConfig;
import dev.understudy.learning.train.Views;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real networks and the real gate behind the worker's interface. */
class OnlineLearnerTest {

    private static final List<PseudoLabelledSample> RECORDS = TinyBootstrap.records(40, 3);

    @Test
    void shouldTrainWhenStepsAreDueAndProposeOtherWeights() {
        try (Learner learner = learner(Gates.OPEN, 1)) {
            assertThat(RECORDS.stream().map(learner::admit)).contains(Admission.ADMITTED, Admission.PROBE);
            assertThat(learner.stepsDue()).isPositive();
            stepAll(learner);
            Proposal proposal = learner.propose();
            assertThat(proposal.passed()).as(proposal.report()).isTrue();
            assertThat(proposal.candidate().tensors()).isNotEqualTo(TinyBootstrap.checkpoint().tensors());
        }
    }

    @Test
    void shouldNameTheGatesTestsAndFiguresInItsReport() throws Exception {
        try (Learner learner = learner(GateConfig.defaults(), 1)) {
            RECORDS.forEach(learner::admit);
            Proposal proposal = learner.propose();
            assertThat(proposal.passed()).isFalse();
            assertThat(proposal.reason()).contains("updates");
            JsonNode report = new ObjectMapper().readTree(proposal.report());
            assertThat(report).allMatch(test -> test.has("name") && test.has("limit") && test.has("passed"));
            assertThat(report.findValuesAsText("name")).contains("canary-vs-base", "updates");
        }
    }

    @Test
    void shouldReturnToTheLiveWeightsAfterThreeVetoesInARow() {
        try (Learner learner = learner(Gates.SHUT, 1)) {
            RECORDS.forEach(learner::admit);
            stepAll(learner);
            for (int veto = 1; veto <= GateReport.VETOES_TO_ROLL_BACK; veto++) {
                Proposal proposal = learner.propose();
                assertThat(proposal.reason()).isEqualTo("canary-vs-served");
                assertThat(proposal.rolledBack()).isEqualTo(veto == GateReport.VETOES_TO_ROLL_BACK);
                assertThat(proposal.candidate().tensors()).isNotEqualTo(TinyBootstrap.checkpoint().tensors());
            }
            assertThat(learner.propose().candidate().tensors()).isEqualTo(TinyBootstrap.checkpoint().tensors());
        }
    }

    @Test
    void shouldRepeatItselfForASeed() {
        assertThat(trained(4).tensors()).isEqualTo(trained(4).tensors()).isNotEqualTo(trained(5).tensors());
    }

    @Test
    void shouldDeclineWithAPoisonedVersionThatTheGateLetThrough() {
        long seed = 9;
        System.out.println("seed " + seed);
        // Wrong labels, no anchors and large steps behind an open gate.
        TrainerConfig reckless = new TrainerConfig(new BatchConfig(32, 32, 0, false), new MemoryConfig(512, 8, 1000, 8),
                new Pace(64, 8), new OptimiserConfig(5e-3f, .01f, 1, 1, 2, Branches.BOTH),
                Objective.withoutTokens(0, .1f, 0), Views.of(0), Guard.defaults()).withLabelsAsGiven();
        LearningConfig behindAnOpenGate = LearningConfig.defaults().withTraining(reckless).withGate(Gates.OPEN)
                .withHealth(HealthConfig.defaults().withChecks(new HealthConfig.Checks(100, 50, 1, 25, 2)));
        TrainerSettings settings = TrainerSettings.local(KafkaConnection.to("unused:9092"), Path.of("unused"))
                .withLearning(behindAnOpenGate).withSeed(seed);
        Checkpoint bootstrap = TinyBootstrap.checkpoint();
        try (Learner learner = OnlineLearner.with(settings, TinyBootstrap.anchors()).start(bootstrap, bootstrap)) {
            for (PseudoLabelledSample record : RECORDS) {
                learner.admit(record.toBuilder().setVerdict(Verdict.ACCEPTED)
                        .setLabel((record.getLabel() + 1) % 10).build());
                stepAll(learner);
            }
            Checkpoint poisoned = learner.propose().candidate();
            learner.published(poisoned);
            assertThat(learner.decline()).isEmpty();
            TinyBootstrap.records(poisoned, 10, 4).forEach(learner::admit);
            assertThat(learner.decline().orElseThrow().reason()).contains("canary-vs-base");
        }
    }

    private static Checkpoint trained(long seed) {
        try (Learner learner = learner(Gates.OPEN, seed)) {
            RECORDS.subList(0, 200).forEach(learner::admit);
            stepAll(learner);
            return learner.propose().candidate();
        }
    }

    private static void stepAll(Learner learner) {
        while (learner.stepsDue() > 0) {
            learner.step();
        }
    }

    private static Learner learner(GateConfig gate, long seed) {
        TrainerSettings settings = TrainerSettings.local(KafkaConnection.to("unused:9092"), Path.of("unused"))
                .withLearning(LearningConfig.defaults().withGate(gate)).withSeed(seed);
        Checkpoint bootstrap = TinyBootstrap.checkpoint();
        return OnlineLearner.with(settings, TinyBootstrap.anchors()).start(bootstrap, bootstrap);
    }
}
