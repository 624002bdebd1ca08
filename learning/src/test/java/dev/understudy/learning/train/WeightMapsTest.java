package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.learning.checkpoint.Tensor;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightMapsTest {

    private static final float KEEP = WeightMaps.keepOf(60);

    @Test
    void shouldGoHalfTheWayInAHalfLife() {
        Map<String, Tensor> average = WeightMaps.copy(Map.of("w", tensor(0, 8)));
        Map<String, Tensor> latest = Map.of("w", tensor(8, 0));
        for (int i = 0; i < 60; i++) {
            WeightMaps.follow(average, latest, KEEP);
        }
        assertThat(average.get("w").data()[0]).isCloseTo(4, within(1e-3f));
        assertThat(average.get("w").data()[1]).isCloseTo(4, within(1e-3f));
    }

    @Test
    void shouldNotMoveWhatBothShare() {
        float[] values = new float[1000];
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        Map<String, Tensor> shared = Map.of("classes", tensor(values.clone()));
        for (int i = 0; i < 50; i++) {
            WeightMaps.follow(shared, shared, KEEP);
        }
        assertThat(shared.get("classes").data()).isEqualTo(values);
    }

    private static Tensor tensor(float... values) {
        return new Tensor(new long[] {values.length}, values);
    }
}
