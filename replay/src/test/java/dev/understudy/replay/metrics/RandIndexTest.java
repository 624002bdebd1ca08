package dev.understudy.replay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RandIndexTest {

    @Test
    void shouldBeOneForTheSamePartsByOtherNames() {
        assertThat(RandIndex.adjusted(new int[] {1, 1, 2, 0, 3}, new int[] {7, 7, 1, 4, 0})).isEqualTo(1);
    }

    @Test
    void shouldFollowThePublishedExample() {
        // Contingency table {{2, 1}, {1, 2}}: index 2, expected 2.4, most 6.
        int[] a = {1, 1, 1, 2, 2, 2};
        int[] b = {1, 1, 2, 1, 2, 2};

        assertThat(RandIndex.adjusted(a, b)).isCloseTo((2 - 2.4) / (6 - 2.4), within(1e-12));
    }

    @Test
    void shouldBeNearZeroForIndependentParts() {
        Random random = new Random(5);
        int[] a = random.ints(20_000, 1, 6).toArray();
        int[] b = random.ints(20_000, 1, 9).toArray();

        assertThat(RandIndex.adjusted(a, b)).isCloseTo(0, within(0.01));
    }

    @Test
    void shouldLeaveOutWhatEitherCallsGround() {
        assertThat(RandIndex.adjusted(new int[] {1, 1, -1, 2, 2}, new int[] {3, 3, 3, -1, 4})).isEqualTo(1);
    }

    @Test
    void shouldBeOneWhenNothingIsLeft() {
        assertThat(RandIndex.adjusted(new int[] {-1}, new int[] {1})).isEqualTo(1);
    }
}
