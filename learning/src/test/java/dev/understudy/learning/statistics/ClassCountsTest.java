package dev.understudy.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassCountsTest {

    private static final int NO_CLASS = -1;

    /** Class 0: recall 3/4, precision 3/4; class 1: recall 1/2, precision 1/2; class 2 does not occur. */
    private final ClassCounts counts = ClassCounts.of(new int[] {0, 0, 0, 1, 1, 0}, new int[] {0, 0, 0, 0, 1, 1});

    @Test
    void shouldMeanTheRecallOverTheClassesThatOccur() {
        assertThat(counts.macroAccuracy()).isCloseTo((0.75 + 0.5) / 2, within(1e-12));
    }

    @Test
    void shouldMeanF1OverTheClassesThatOccur() {
        ClassCounts three = new ClassCounts(3);
        three.add(0, 0, 1);
        three.add(1, 2, 1);

        assertThat(three.macroF1()).isCloseTo((1 + 0) / 2.0, within(1e-12));
    }

    @Test
    void shouldTellTheTwoMacroScoresApart() {
        ClassCounts alarms = ClassCounts.of(new int[] {0, 0, 0, 1}, new int[] {0, 1, 1, 1});

        assertThat(alarms.macroAccuracy()).isCloseTo((1 + 1 / 3.0) / 2, within(1e-12));
        assertThat(alarms.macroF1()).isCloseTo((0.5 + 0.5) / 2, within(1e-12));
    }

    @Test
    void shouldCountAnObjectByItsWeight() {
        counts.add(1, 1, 2);

        assertThat(counts.recall(1)).isCloseTo(0.75, within(1e-12));
        assertThat(counts.objects(1)).isEqualTo(4);
    }

    @Test
    void shouldTakeAPredictionOfNoClassForAMissAndNoAlarm() {
        counts.add(0, NO_CLASS, 1);

        assertThat(counts.recall(0)).isCloseTo(3 / 5.0, within(1e-12));
        assertThat(counts.precision(0)).isCloseTo(3 / 4.0, within(1e-12));
        assertThat(counts.precision(1)).isCloseTo(1 / 2.0, within(1e-12));
    }

    @Test
    void shouldBeZeroOfNothing() {
        ClassCounts none = ClassCounts.of(new int[0], new int[0]);

        assertThat(none.accuracy()).isZero();
        assertThat(none.macroAccuracy()).isZero();
        assertThat(none.macroF1()).isZero();
    }
}
