package dev.understudy.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackBootstrapTest {

    private static final long SEED = 3;

    @Test
    void shouldDrawAsManyTracksAsThereAre() {
        List<int[]> draws = new TrackBootstrap(7, 20, SEED).draws().toList();

        assertThat(draws).hasSize(20).allMatch(times -> times.length == 7 && Arrays.stream(times).sum() == 7);
    }

    @Test
    void shouldDrawTheSameAgain() {
        TrackBootstrap bootstrap = new TrackBootstrap(5, 10, SEED);

        assertThat(bootstrap.draws().map(Arrays::toString)).containsExactlyElementsOf(
                bootstrap.draws().map(Arrays::toString).toList());
    }

    @Test
    void shouldDrawEveryTrackAboutOnceOnAverage() {
        int[] sums = new int[4];
        new TrackBootstrap(4, 1000, SEED).draws().forEach(times -> Arrays.setAll(sums, t -> sums[t] + times[t]));

        assertThat(Arrays.stream(sums).boxed()).as("times in 1000 draws, seed %d", SEED)
                .allMatch(sum -> sum > 900 && sum < 1100);
    }
}
