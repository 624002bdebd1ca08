package dev.understudy.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void shouldLeaveAsManyDrawsBelowAsAbove() {
        Interval interval = Interval.of(IntStream.rangeClosed(1, 1000).mapToDouble(i -> i).toArray());

        assertThat(interval).isEqualTo(new Interval(25, 976));
    }

    @Test
    void shouldTakeTheWholePartOfAPlaceBetweenTwoDraws() {
        Interval interval = Interval.of(IntStream.rangeClosed(1, 500).mapToDouble(i -> i).toArray());

        assertThat(interval).isEqualTo(new Interval(12, 489));
    }

    @Test
    void shouldReachOverAllOfFewDraws() {
        assertThat(Interval.of(new double[] {3, 1, 2})).isEqualTo(new Interval(1, 3));
    }

    @Test
    void shouldPassOverDrawsWithoutAFigure() {
        double[] draws = new double[40];
        Arrays.fill(draws, Double.NaN);
        draws[7] = 2;
        draws[9] = 1;

        assertThat(Interval.of(draws)).isEqualTo(new Interval(1, 2));
    }

    @Test
    void shouldHaveNoEndsOfNothing() {
        assertThat(Interval.of(new double[0])).isEqualTo(new Interval(Double.NaN, Double.NaN));
    }
}
