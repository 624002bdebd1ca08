package dev.understudy.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void shouldReachFromTheLeastToTheLargestValue() {
        double[] values = {3, 1, 2};

        assertThat(Quantiles.of(values, 0)).isEqualTo(1);
        assertThat(Quantiles.of(values, 0.5)).isEqualTo(2);
        assertThat(Quantiles.of(values, 1)).isEqualTo(3);
    }

    @Test
    void shouldLieBetweenNeighboursAsTheShareDoes() {
        double[] values = {10, 20, 30, 40};

        assertThat(Quantiles.of(values, 0.5)).isCloseTo(25, within(1e-12));
        assertThat(Quantiles.of(values, 0.9)).isCloseTo(37, within(1e-12));
    }

    @Test
    void shouldLeaveTheValuesInTheirOrder() {
        double[] values = {3, 1, 2};

        Quantiles.of(values, 0.9);
        Quantiles.middle(values);

        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void shouldTakeTheUpperOfTwoInTheMiddle() {
        assertThat(Quantiles.middle(new long[] {40, 10, 30, 20})).isEqualTo(30);
        assertThat(Quantiles.middle(new double[] {40, 10, 30, 20})).isEqualTo(30);
    }

    @Test
    void shouldHaveNoQuantileOfNothing() {
        assertThat(Quantiles.of(new double[0], 0.5)).isNaN();
        assertThat(Quantiles.middle(new double[0])).isNaN();
    }

    @Test
    void shouldRefuseTheMiddleOfNoStamps() {
        assertThatThrownBy(() -> Quantiles.middle(new long[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
