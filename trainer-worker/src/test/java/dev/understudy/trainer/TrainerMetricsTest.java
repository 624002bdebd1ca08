package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.train.Admission;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class TrainerMetricsTest {

    private final TrainerMetrics metrics = new TrainerMetrics(new SimpleMeterRegistry());

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
}
