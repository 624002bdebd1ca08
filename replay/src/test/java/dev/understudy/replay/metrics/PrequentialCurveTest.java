package dev.understudy.replay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrequentialCurveTest {

    private static final List<String> CLASSES = List.of("a", "b");

    @Test
    void shouldScoreTheWindowThatEndsAtEachPoint() {
        PrequentialCurve curve = new PrequentialCurve(CLASSES, 2);
        add(curve, 1, true);
        add(curve, 2, false);
        add(curve, 3, true);
        add(curve, 4, true);

        assertThat(curve.points(1)).extracting(PrequentialCurve.Point::objects).containsExactly(2, 3, 4);
        assertThat(curve.points(1)).extracting(PrequentialCurve.Point::accuracy).containsExactly(0.5, 0.5, 1.0);
    }

    @Test
    void shouldScoreTheLastQuarterInStampOrder() {
        PrequentialCurve curve = new PrequentialCurve(CLASSES, 10);
        add(curve, 8, true);
        add(curve, 7, true);
        for (int stamp = 1; stamp <= 6; stamp++) {
            add(curve, stamp, false);
        }

        assertThat(curve.lastQuarter().total()).isEqualTo(2);
        assertThat(curve.lastQuarter().accuracy()).isEqualTo(1);
        assertThat(curve.overall().accuracy()).isEqualTo(0.25);
    }

    @Test
    void shouldRoundTheLastQuarterUp() {
        PrequentialCurve curve = new PrequentialCurve(CLASSES, 10);
        for (int stamp = 0; stamp < 5; stamp++) {
            add(curve, stamp, true);
        }

        assertThat(curve.lastQuarter().total()).isEqualTo(2);
    }

    @Test
    void shouldScoreAnIntervalOfStamps() {
        PrequentialCurve curve = new PrequentialCurve(CLASSES, 10);
        for (int stamp = 0; stamp < 10; stamp++) {
            add(curve, stamp, stamp < 5);
        }

        assertThat(curve.between(3, 7).accuracy()).isEqualTo(0.5);
    }

    @Test
    void shouldShowOnePointForAStreamShorterThanTheWindowAndNoneForAnEmptyOne() {
        PrequentialCurve curve = new PrequentialCurve(CLASSES, 10);
        assertThat(curve.points(1)).isEmpty();

        add(curve, 5, true);

        assertThat(curve.points(3)).containsExactly(new PrequentialCurve.Point(1, 5, 1, 1));
    }

    private static void add(PrequentialCurve curve, long stamp, boolean right) {
        curve.add(stamp, "a", right ? "a" : "b");
    }
}
