package dev.understudy.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.learning.statistics.PrequentialCurve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportPlotsTest {

    @ParameterizedTest
    @CsvSource({"0.7, 0.2", "0.55, 0.1", "6, 1", "6.1, 2", "72, 20", "0.001, 0.0002"})
    void shouldMarkAnAxisAtRoundValues(double end, double step) {
        assertThat(ReportPlots.roundStep(end)).isCloseTo(step, within(1e-9));
    }

    @Test
    void shouldDrawOnePointOfTheCurvePerFrame() {
        List<Point> points = List.of(new Point(20, 1, 0.5, 0), new Point(22, 1, 0.6, 0), new Point(24, 2, 0.7, 0));

        assertThat(ScoreCard.onePerStamp(points)).extracting(Point::accuracy).containsExactly(0.6, 0.7);
    }
}
