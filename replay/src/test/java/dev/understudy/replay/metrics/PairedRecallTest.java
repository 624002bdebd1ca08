package dev.understudy.replay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PairedRecallTest {

    private final PairedRecall recall = new PairedRecall();

    @Test
    void shouldCountPairsByObjectAndByTrack() {
        recall.add("a", true, false);
        recall.add("a", true, false);
        recall.add("b", false, true);
        recall.add("c", true, true);
        recall.add("d", false, false);

        PairedRecall.Summary summary = recall.summary();

        assertThat(summary.objects()).isEqualTo(5);
        assertThat(summary.byOne()).isEqualTo(3);
        assertThat(summary.byOther()).isEqualTo(2);
        assertThat(summary.won()).isEqualTo(2);
        assertThat(summary.lost()).isEqualTo(1);
        assertThat(summary.tracksWon()).isEqualTo(1);
        assertThat(summary.tracksLost()).isEqualTo(1);
    }

    @Test
    void shouldGiveWideIntervalsWhenOneTrackMakesTheDifference() {
        for (int track = 0; track < 10; track++) {
            for (int frame = 0; frame < 20; frame++) {
                recall.add("t" + track, true, track > 0);
            }
        }
        assertThat(recall.summary().low()).isZero();
        assertThat(recall.summary().high()).isGreaterThan(0.2);
    }

    @Test
    void shouldKeepTheIntervalAboveZeroWhenEveryTrackGains() {
        for (int track = 0; track < 30; track++) {
            recall.add("t" + track, true, false);
            recall.add("t" + track, true, true);
        }
        assertThat(recall.summary().low()).isEqualTo(0.5);
    }

    @Test
    void shouldBeEmptyWithoutObjects() {
        assertThat(recall.summary().objects()).isZero();
        assertThat(recall.summary().high()).isZero();
    }
}
