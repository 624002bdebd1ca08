package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.train.Admission;
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
        assertThat(meters.get(TrainerMetrics.ACCEPTED).counters()).hasSize(2);
        assertThat(meters.get(TrainerMetrics.ACCEPTED).tag("rule", "other").counter().count()).isEqualTo(100);
    }
}
