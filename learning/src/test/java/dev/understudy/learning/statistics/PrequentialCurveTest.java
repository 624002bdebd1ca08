package dev.understudy.learning.statistics;

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
    void shouldFollowTheStampsWhateverTheOrderOfAdding() {
        PrequentialCurve curve = new PrequentialCurve(CLASSES, 2);
        add(curve, 4, true);
        add(curve, 3, true);
        add(curve, 1, false);
        add(curve, 2, false);

        assertThat(curve.points(2)).extracting(PrequentialCurve.Point::accuracy).containsExactly(0.0, 1.0);
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
