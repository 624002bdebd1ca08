package dev.understudy.learning.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.learning.train.StepCounts;
import org.junit.jupiter.api.Test;

class SkippedStepsTest {

    @Test
    void shouldSkipAndCountWhatIsNotFinite() {
        SkippedSteps skipped = new SkippedSteps(1000);
        assertThat(skipped.skips(1e30f)).isFalse();
        assertThat(skipped.skips(Float.NaN)).isTrue();
        assertThat(skipped.skips(Float.POSITIVE_INFINITY)).isTrue();
        assertThat(skipped.skips(0)).isFalse();
        assertThat(skipped.counts()).isEqualTo(
                new StepCounts(4, new StepCounts.Discarded(2, 0), new StepCounts.Rollbacks(0, 0)));
    }

    @Test
    void shouldEndAtTheFourthInARow() {
        SkippedSteps skipped = new SkippedSteps(1000);
        for (int i = 0; i < 3; i++) {
            skipped.skips(Float.NaN);
        }
        assertThatExceptionOfType(PretrainException.class).isThrownBy(() -> skipped.skips(Float.NaN))
                .withMessageContaining("step 4 of 1000").withMessageContaining("the last 4 in a row");
    }

    @Test
    void shouldEndWhenMoreThanOneInAHundredIsNotFinite() {
        SkippedSteps skipped = new SkippedSteps(400);
        for (int i = 0; i < 4; i++) {
            skipped.skips(Float.NaN);
            skipped.skips(1);
        }
        assertThatExceptionOfType(PretrainException.class).isThrownBy(() -> skipped.skips(Float.NaN))
                .withMessageContaining("the gradients of 5 steps").withMessageContaining("at most 4");
    }

    @Test
    void shouldSkipOneOfAShortRun() {
        SkippedSteps skipped = new SkippedSteps(20);
        assertThat(skipped.skips(Float.NaN)).isTrue();
        assertThatExceptionOfType(PretrainException.class).isThrownBy(() -> skipped.skips(Float.NaN));
    }
}
