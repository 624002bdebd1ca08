package dev.understudy.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.GateConfig;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.gate.Gates;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Guard;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatedLearnerTest {

    private static final Checkpoint BASE = TinyBootstrap.checkpoint();
    private static final List<PseudoLabelledSample> RECORDS = TinyBootstrap.records(40, 3);
    private static final LearningConfig DEFAULTS = LearningConfig.defaults();

    private static GatedLearner learner(LearningConfig config) {
        return new GatedLearner(config, TinyBootstrap.anchors(), BASE, BASE, 1);
    }

    private static GatedLearner trained(GateConfig gate) {
        GatedLearner learner = learner(DEFAULTS.withGate(gate));
        RECORDS.forEach(learner::admit);
        while (learner.stepsDue() > 0) {
            learner.step();
        }
        return learner;
    }

    @Test
    void shouldLearnNothingFromWhatTheLabellingDecisionRefuses() {
        try (GatedLearner learner = learner(DEFAULTS)) {
            for (PseudoLabelledSample record : RECORDS) {
                assertThat(learner.admit(record.toBuilder().setVerdict(Verdict.TOO_FEW_POINTS).build()))
                        .isIn(Admission.REJECTED, Admission.PROBE);
            }
            assertThat(learner.admitted()).isZero();
            assertThat(learner.stepsDue()).isZero();
        }
    }

    @Test
    void shouldPassACandidateThatAnOpenGatePasses() {
        try (GatedLearner learner = trained(Gates.OPEN)) {
            JudgedCandidate candidate = learner.propose();
            assertThat(candidate.passed()).as(candidate.report().toString()).isTrue();
            assertThat(candidate.reason()).isEmpty();
            assertThat(candidate.checkpoint().tensors()).isNotEqualTo(BASE.tensors());
        }
    }

    @Test
    void shouldReturnToTheLiveWeightsAfterThreeVetoesInARow() {
        try (GatedLearner learner = trained(Gates.SHUT)) {
            for (int veto = 1; veto <= GateReport.VETOES_TO_ROLL_BACK; veto++) {
                JudgedCandidate candidate = learner.propose();
                assertThat(candidate.passed()).isFalse();
                assertThat(candidate.reason()).isEqualTo("canary-vs-served");
                assertThat(candidate.rolledBack()).isEqualTo(veto == GateReport.VETOES_TO_ROLL_BACK);
                assertThat(candidate.checkpoint().tensors()).isNotEqualTo(BASE.tensors());
            }
            assertThat(learner.propose().checkpoint().tensors()).isEqualTo(BASE.tensors());
            assertThat(learner.counts().rollbacks().vetoes()).isEqualTo(1);
        }
    }

    @Test
    void shouldNotRollBackForWantOfEvidence() {
        try (GatedLearner learner = trained(Gates.OPEN.withMinima(1_000_000, 0, 0))) {
            Checkpoint before = learner.propose().checkpoint();
            for (int candidate = 0; candidate < 4; candidate++) {
                assertThat(learner.propose().reason()).isEqualTo("updates");
            }
            assertThat(learner.propose().checkpoint().tensors()).isEqualTo(before.tensors());
        }
    }

    @Test
    void shouldPassEveryFiniteCandidateWithoutTheGuardAndKeepTheReport() {
        LearningConfig ungated = DEFAULTS.withGate(Gates.SHUT).withTraining(DEFAULTS.training().without(Guard.GATE));
        try (GatedLearner learner = learner(ungated)) {
            JudgedCandidate candidate = learner.propose();
            assertThat(candidate.passed()).isTrue();
            assertThat(candidate.reason()).isEmpty();
            assertThat(candidate.report().reason()).isEqualTo("canary-vs-served");
        }
    }
}
