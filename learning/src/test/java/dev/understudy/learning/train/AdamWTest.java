package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.learning.checkpoint.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdamWTest {

    @Test
    void shouldMoveByTheLearningRateAtTheFirstStep() {
        Map<String, Tensor> weights = Map.of("a/bias", new Tensor(new long[] {2}, new float[] {1, -1}));
        new AdamW(0.5f).step(weights, Map.of("a/bias", new float[] {0.3f, -20}), 0.1f);
        assertThat(weights.get("a/bias").data()[0]).isCloseTo(0.9f, within(1e-5f));
        assertThat(weights.get("a/bias").data()[1]).isCloseTo(-0.9f, within(1e-5f));
    }

    @Test
    void shouldFollowTheSecondStepComputedByHand() {
        Map<String, Tensor> weights = Map.of("a/bias", new Tensor(new long[] {1}, new float[] {0}));
        AdamW optimiser = new AdamW(0);
        optimiser.step(weights, Map.of("a/bias", new float[] {1}), 0.1f);
        optimiser.step(weights, Map.of("a/bias", new float[] {-1}), 0.1f);
        // m = 0.9 x 0.1 - 0.1 = -0.01, over 1 - 0.81; v = 0.001999 over 0.001999 = 1
        assertThat(weights.get("a/bias").data()[0]).isCloseTo(-0.1f + 0.1f * 0.01f / 0.19f, within(1e-5f));
    }

    @Test
    void shouldDecayMatricesOnly() {
        Map<String, Tensor> weights = Map.of("a/weight", new Tensor(new long[] {1}, new float[] {2}),
                "a/bias", new Tensor(new long[] {1}, new float[] {2}));
        new AdamW(0.5f).step(weights, Map.of("a/weight", new float[1], "a/bias", new float[1]), 0.1f);
        assertThat(weights.get("a/weight").data()[0]).isCloseTo(1.9f, within(1e-6f));
        assertThat(weights.get("a/bias").data()[0]).isEqualTo(2);
    }

    @Test
    void shouldClipByTheGlobalNorm() {
        Map<String, float[]> gradients = Map.of("a", new float[] {3}, "b", new float[] {4});
        assertThat(AdamW.norm(gradients)).isEqualTo(5);
        AdamW.clip(gradients, 5, 1);
        assertThat(gradients.get("a")[0]).isCloseTo(.6f, within(1e-6f));
        assertThat(gradients.get("b")[0]).isCloseTo(.8f, within(1e-6f));
    }

    @Test
    void shouldHalveTheDistanceInOneHalfLife() {
        Map<String, Tensor> average = Map.of("a", new Tensor(new long[] {1}, new float[] {0}));
        Map<String, Tensor> latest = Map.of("a", new Tensor(new long[] {1}, new float[] {1}));
        for (int i = 0; i < 60; i++) {
            WeightMaps.follow(average, latest, WeightMaps.keepOf(60));
        }
        assertThat(average.get("a").data()[0]).isCloseTo(.5f, within(1e-4f));
    }
}
