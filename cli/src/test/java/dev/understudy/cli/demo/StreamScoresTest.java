package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.cli.demo.StreamScores.ScoredObject;
import dev.understudy.learning.statistics.ConfusionMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamScoresTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int UNKNOWN = -1;

    private final StreamScores scores = new StreamScores(List.of("car", "van"));

    @Test
    void shouldTakeTheLastQuarterOfTheSpanNotOfTheObjects() {
        for (int s = 0; s <= 100; s++) {
            int objects = s < 80 ? 1 : 5;
            for (int i = 0; i < objects; i++) {
                add(s, "source", 0, 0, 0, 0);
            }
        }
        assertThat(scores.lastQuarter()).hasSize(5 + 21 * 5).allMatch(o -> o.stampNanos() >= 75 * SECOND);
    }

    @Test
    void shouldCountAnUnknownAsAMistake() {
        add(0, "source", 0, 0, 0, 0);
        add(1, "source", 0, UNKNOWN, 0, 0);
        ConfusionMatrix frozen = scores.confusion(scores.ofDomain("source"), ScoredObject::frozen);
        assertThat(frozen.accuracy()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void shouldTellTheShiftAndTheSwaps() {
        add(0, "source", 0, 0, 0, 0);
        add(3, "source", 0, 0, 0, 2);
        add(7, "target", 0, 0, 0, 2);
        add(9, "target", 0, 0, 0, 3);
        assertThat(scores.shiftSeconds()).isEqualTo(7);
        assertThat(scores.swapSeconds()).containsExactly(3.0, 9.0);
    }

    @Test
    void shouldHaveNoShiftInOneDomain() {
        add(0, "source", 0, 0, 0, 0);
        assertThat(scores.shiftSeconds()).isNaN();
        assertThat(new StreamScores(List.of("car")).shiftSeconds()).isNaN();
    }

    @Test
    void shouldDrawTheCurveFromWindowsInStreamOrder() {
        for (int s = 999; s >= 0; s--) {
            add(s, "source", 0, s < 500 ? 0 : 1, 0, 0);
        }
        List<CurvePoint> curve = scores.curve();
        assertThat(curve.get(0).frozen()).isEqualTo(1);
        assertThat(curve.get(curve.size() - 1).frozen()).isZero();
        assertThat(curve).allMatch(p -> p.adapted() == 1);
    }

    private void add(int second, String domain, int truth, int frozen, int adapted, long version) {
        scores.add(new ScoredObject(second * SECOND, domain, truth, frozen, adapted, version));
    }
}
