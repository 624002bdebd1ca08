package dev.understudy.learning.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrackConsensusTest {

    private final TrackConsensus consensus = new TrackConsensus();

    @Test
    void shouldLetAClearViewNameAnUnclearOne() {
        consensus.add("a", new float[] {.55f, .45f}, null, 1);
        assertThat(consensus.of("a").label()).isZero();
        consensus.add("a", new float[] {.1f, .9f}, new float[] {.1f, .9f}, 1);
        // (0.9 x 0.45 + 0.9) / (0.9 x 1 + 1)
        assertThat(consensus.of("a").label()).isEqualTo(1);
        assertThat(consensus.of("a").confidence()).isCloseTo((.9f * .45f + .9f) / 1.9f, within(1e-5f));
    }

    @Test
    void shouldKeepTracksApart() {
        consensus.add("a", new float[] {1, 0}, null, 1);
        consensus.add("b", new float[] {0, 1}, null, 1);
        assertThat(consensus.of("a").label()).isZero();
        assertThat(consensus.of("b").label()).isEqualTo(1);
    }

    @Test
    void shouldForgetTheLeastRecentTrackWhenFull() {
        for (int i = 0; i < 5000; i++) {
            consensus.add("track" + i, new float[] {1, 0}, null, 1);
        }
        assertThat(consensus.of("track0").label()).isEqualTo(-1);
        assertThat(consensus.of("track4999").label()).isZero();
    }
}
