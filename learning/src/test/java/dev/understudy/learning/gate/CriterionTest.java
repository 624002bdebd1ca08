package dev.understudy.learning.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of a plain number, its limit being 2. */
class CriterionTest {

    private static final Criterion<Double> AT_LEAST = Criterion.atLeast(GateTest.TRACKS, x -> x, x -> 2);
    private static final Criterion<Double> AT_MOST = Criterion.atMost(GateTest.LARGEST_SHARE, x -> x, x -> 2);

    @Test
    void shouldPassOnTheLimitAndOnItsSide() {
        assertThat(reason(2.0)).isEmpty();
        assertThat(reason(1.9)).isEqualTo("tracks");
        assertThat(reason(2.1)).isEqualTo("largest-share");
    }

    @Test
    void shouldPassNoTestWhoseFigureIsNoNumber() {
        assertThat(reason(Double.NaN)).isEqualTo("tracks,largest-share");
    }

    @Test
    void shouldLeaveOutWhatCannotBeMeasured() {
        List<Criterion<Double>> criteria = List.of(AT_LEAST.where(x -> x > 1), AT_MOST);
        assertThat(Criterion.judge(criteria, 0.0).tests()).extracting(GateReport.Test::name)
                .containsExactly(GateTest.LARGEST_SHARE);
    }

    private static String reason(double figure) {
        return Criterion.judge(List.of(AT_LEAST, AT_MOST), figure).reason();
    }
}
