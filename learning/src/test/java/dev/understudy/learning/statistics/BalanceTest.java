package dev.understudy.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BalanceTest {

    @Test
    void shouldBeWholeWhereAllClassesAreAlike() {
        Balance even = Balance.of(new double[] {0.25, 0.25, 0.25, 0.25}, new int[] {2, 2, 2, 2});

        assertThat(even.entropy()).isCloseTo(1, within(1e-12));
        assertThat(even.largestShare()).isEqualTo(0.25);
    }

    @Test
    void shouldHaveNoEntropyWhereOneClassIsAll() {
        Balance collapsed = Balance.of(new double[] {0, 1, 0}, new int[] {0, 5, 0});

        assertThat(collapsed.entropy()).isZero();
        assertThat(collapsed.largestShare()).isEqualTo(1);
    }

    @Test
    void shouldTakeEntropyOfTheProbabilitiesAndTheShareOfTheVotes() {
        Balance unsure = Balance.of(new double[] {0.5, 0.5}, new int[] {3, 1});

        assertThat(unsure.entropy()).isCloseTo(1, within(1e-12));
        assertThat(unsure.largestShare()).isEqualTo(0.75);
    }
}
