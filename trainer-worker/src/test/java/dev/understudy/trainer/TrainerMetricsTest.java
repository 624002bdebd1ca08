package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Discard;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.learning.train.StepReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class TrainerMetricsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TrainerMetrics metrics = new TrainerMetrics(meters);

    @Test
    void shouldCountEveryRecordOnceWhateverBecameOfIt() {
        metrics.offered(Admission.ADMITTED, "joint-max");
        metrics.offered(Admission.REJECTED, "joint-max");
        metrics.passedOver();
        metrics.offered(Admission.UNUSABLE, "joint-max");
        metrics.dead(DeadLetters.UNUSABLE);
        metrics.dead(DeadLetters.UNDECODABLE);
        assertThat(metrics.taken()).isEqualTo(5);
    }

    @Test
    void shouldNotMakeAMeterOfEveryRuleThatASampleNames() {
        for (int i = 0; i < 100; i++) {
            metrics.offered(Admission.ADMITTED, "forged-" + i);
        }
        metrics.offered(Admission.ADMITTED, "joint-max");
        assertThat(meters.get(TrainerMetrics.ADMITTED).counters()).hasSize(2);
        assertThat(meters.get(TrainerMetrics.ADMITTED).tag("rule", "other").counter().count()).isEqualTo(100);
    }

    @Test
    void shouldCountDiscardedStepsAndRollBacksByCause() {
        assertThat(counted(TrainerMetrics.DISCARDED_STEPS, "not-finite")).as("before the first").isZero();
        metrics.stepped(step(Discard.NONE, false));
        metrics.stepped(step(Discard.NOT_FINITE, false));
        metrics.stepped(step(Discard.OUT_OF_LINE, false));
        metrics.stepped(step(Discard.OUT_OF_LINE, true));
        metrics.rolledBackAfterVetoes();
        assertThat(counted(TrainerMetrics.DISCARDED_STEPS, "not-finite")).isEqualTo(1);
        assertThat(counted(TrainerMetrics.DISCARDED_STEPS, "out-of-line")).isEqualTo(2);
        assertThat(counted(TrainerMetrics.ROLLBACKS, "bad-steps")).isEqualTo(1);
        assertThat(counted(TrainerMetrics.ROLLBACKS, "vetoes")).isEqualTo(1);
        assertThat(metrics.steps()).isEqualTo(
                new StepCounts(4, new StepCounts.Discarded(1, 2), new StepCounts.Rollbacks(1, 1)));
    }

    private double counted(String meter, String cause) {
        return meters.get(meter).tag("cause", cause).counter().count();
    }

    private static StepReport step(Discard discard, boolean rolledBack) {
        return new StepReport(1, 1, 1, 0, 0, 1, discard, rolledBack);
    }
}
