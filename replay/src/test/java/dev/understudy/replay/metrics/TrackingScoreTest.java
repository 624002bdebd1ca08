package dev.understudy.replay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrackingScoreTest {

    private final TrackingScore score = new TrackingScore();

    @Test
    void shouldBeOneWhenEveryObjectKeepsItsId() {
        for (int frame = 0; frame < 5; frame++) {
            score.detected("a", 7);
            score.detected("b", 9);
        }
        assertThat(score.mota()).isEqualTo(1);
        assertThat(score.idf1()).isEqualTo(1);
        assertThat(score.switches()).isZero();
    }

    @Test
    void shouldCountASwitchAndTheFramesUnderTheWrongId() {
        for (int frame = 0; frame < 10; frame++) {
            score.detected("a", frame < 6 ? 1 : 2);
        }
        assertThat(score.switches()).isEqualTo(1);
        assertThat(score.mota()).isCloseTo(0.9, within(1e-12));
        assertThat(score.idf1()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void shouldCountMissedAndExtraDetections() {
        score.detected("a", 1);
        score.extra(2);
        score.missed("a");
        score.detected("a", 1);

        assertThat(score.mota()).isCloseTo(1 - 2 / 3.0, within(1e-12));
        // Two of three objects and two of three detections carry the right id.
        assertThat(score.idf1()).isCloseTo(4 / 6.0, within(1e-12));
    }

    @Test
    void shouldGiveEachIdToOneObjectOnly() {
        for (int frame = 0; frame < 4; frame++) {
            score.detected("a", 1);
            score.detected("b", 1);
        }
        assertThat(score.idf1()).isCloseTo(0.5, within(1e-12));
    }
}
