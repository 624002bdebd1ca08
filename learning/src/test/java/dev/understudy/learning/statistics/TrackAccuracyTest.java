package dev.understudy.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrackAccuracyTest {

    @Test
    void shouldCountEveryTrackOnce() {
        TrackAccuracy accuracy = new TrackAccuracy();
        for (int i = 0; i < 9; i++) {
            accuracy.add("parked", "car", true);
        }
        accuracy.add("passing", "car", false);
        accuracy.add("walking", "pedestrian", true);
        accuracy.add("walking", "pedestrian", false);
        assertThat(accuracy.tracks()).isEqualTo(3);
        assertThat(accuracy.accuracy()).isCloseTo((1 + 0 + 0.5) / 3, within(1e-9));
        assertThat(accuracy.macroAccuracy()).isCloseTo((0.5 + 0.5) / 2, within(1e-9));
    }
}
