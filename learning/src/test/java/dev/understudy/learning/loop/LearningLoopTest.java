package dev.understudy.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.GateConfig;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.gate.Gates;
import dev.understudy.learning.gate.HealthConfig;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.BatchConfig;
import dev.understudy.learning.train.Branches;
import dev.understudy.learning.train.Guard;
import dev.understudy.learning.train.MemoryConfig;
import dev.understudy.learning.train.Objective;
import dev.understudy.learning.train.OptimiserConfig;
import dev.understudy.learning.train.Pace;
import dev.understudy.learning.train.StepReport;
import dev.understudy.learning.train.TrainerConfig;
import dev.understudy.learning.train.Views;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningLoopTest {

    private static final Checkpoint BASE = TinyBootstrap.checkpoint();
    private static final List<PseudoLabelledSample> RECORDS = TinyBootstrap.records(40, 3);
    private static final int STEPS_PER_CANDIDATE = 6;
    private static final long SEED = 9;

    /** Steps, candidates and alarms in the order they came. */
    private static final class Log implements LearningLoop.Listener {
        private final List<JudgedCandidate> candidates = new ArrayList<>();
        private final List<Long> candidatesAt = new ArrayList<>();
        private final List<GateReport> alarms = new ArrayList<>();
        private long steps;

        @Override
        public void stepped(StepReport step) {
            steps = step.step();
        }

        @Override
        public void judged(JudgedCandidate candidate) {
            candidates.add(candidate);
            candidatesAt.add(steps);
        }

        @Override
        public void declined(GateReport report) {
            alarms.add(report);
        }
    }

    private final Log log = new Log();

    private LearningLoop loop(LearningConfig config) {
        return new LearningLoop(config, TinyBootstrap.anchors(), BASE, SEED, log);
    }

    private LearningLoop loop(GateConfig gate) {
        return loop(LearningConfig.defaults().withGate(gate).withStepsPerCandidate(STEPS_PER_CANDIDATE));
    }

    @Test
    void shouldPutACandidateToTheGateOnlyWhenOneIsDue() {
        try (LearningLoop loop = loop(Gates.OPEN)) {
            RECORDS.forEach(loop::take);
            assertThat(log.steps).isGreaterThan(2 * STEPS_PER_CANDIDATE);
            assertThat(log.candidatesAt).hasSize((int) (log.steps / STEPS_PER_CANDIDATE))
                    .allMatch(step -> step % STEPS_PER_CANDIDATE == 0);
        }
    }

    @Test
    void shouldMakeAllStepsRightAfterTheSampleThatMakesThemDue() {
        try (LearningLoop loop = loop(Gates.OPEN)) {
            for (PseudoLabelledSample record : RECORDS) {
                loop.take(record);
                assertThat(loop.learner().stepsDue()).isZero();
            }
        }
    }

    @Test
    void shouldServeTheNewestCandidateThatPassed() {
        try (LearningLoop loop = loop(Gates.OPEN)) {
            RECORDS.forEach(loop::take);
            assertThat(loop.live()).isSameAs(log.candidates.get(log.candidates.size() - 1).checkpoint());
        }
    }

    @Test
    void shouldNeverServeARefusedCandidate() {
        try (LearningLoop loop = loop(Gates.SHUT)) {
            for (PseudoLabelledSample record : RECORDS) {
                loop.take(record);
                assertThat(loop.live()).isSameAs(BASE);
            }
            assertThat(log.candidates).isNotEmpty().noneMatch(JudgedCandidate::passed);
        }
    }

    @Test
    void shouldJudgeTheLastStepsAtTheEndOutOfTurn() {
        try (LearningLoop loop = loop(Gates.OPEN)) {
            int taken = 0;
            while (log.steps % STEPS_PER_CANDIDATE == 0) {
                loop.take(RECORDS.get(taken++));
            }
            int candidates = log.candidates.size();
            JudgedCandidate last = loop.lastCandidate();
            assertThat(log.candidates).hasSize(candidates + 1);
            assertThat(loop.live()).isSameAs(last.checkpoint());
            assertThat(loop.lastCandidate()).as("nothing was learnt since").isSameAs(last);
        }
    }

    /** Wrong labels, no anchors and large steps behind an open gate; a candidate after as many steps as are due. */
    private static LearningConfig reckless() {
        TrainerConfig training = new TrainerConfig(new BatchConfig(32, 32, 0, false), new MemoryConfig(512, 8, 1000, 8),
                new Pace(64, 8), new OptimiserConfig(5e-3f, .01f, 1, 1, 2, Branches.BOTH),
                Objective.withoutTokens(0, .1f, 0), Views.of(0), Guard.defaults()).withLabelsAsGiven();
        return new LearningConfig(training, Gates.OPEN,
                HealthConfig.defaults().withChecks(new HealthConfig.Checks(100, 50, 1, 25, 2)), 1_000_000);
    }

    private static PseudoLabelledSample misnamed(PseudoLabelledSample record) {
        return record.toBuilder().setVerdict(Verdict.ACCEPTED).setLabel((record.getLabel() + 1) % 10).build();
    }

    @Test
    void shouldReturnToWhatWasLiveBeforeAndLearnNoMoreOnceTheLiveModelDeclines() {
        System.out.println("seed " + SEED);
        try (LearningLoop loop = loop(reckless())) {
            RECORDS.forEach(record -> loop.take(misnamed(record)));
            Checkpoint poisoned = loop.lastCandidate().checkpoint();
            assertThat(loop.live()).isSameAs(poisoned);
            assertThat(log.alarms).isEmpty();
            List<PseudoLabelledSample> served = TinyBootstrap.records(poisoned, 20, 4);
            served.forEach(loop::take);
            assertThat(log.alarms).hasSize(1);
            assertThat(log.alarms.get(0).reason()).contains("canary-vs-base");
            assertThat(loop.live()).isSameAs(BASE);
            assertThat(loop.isFrozen()).isTrue();
            long steps = log.steps;
            RECORDS.forEach(record -> assertThat(loop.take(record)).isEqualTo(Admission.REJECTED));
            assertThat(log.steps).isEqualTo(steps);
        }
    }
}
