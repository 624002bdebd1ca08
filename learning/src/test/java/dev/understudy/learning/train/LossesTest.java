package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LossesTest {

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void shouldGiveTheCrossEntropyOfTwoRows() {
        NDArray logits = manager.create(new float[][] {{0, 0}, {(float) Math.log(3), 0}});
        // -log(1/2) and -log(3/4), averaged
        double expected = (Math.log(2) + Math.log(4 / 3.0)) / 2;
        assertThat(Losses.crossEntropy(logits, new int[] {0, 0}).getFloat()).isCloseTo((float) expected, within(1e-6f));
    }

    @Test
    void shouldBeFairestWhenTheBatchIsEven() {
        NDArray even = manager.create(new float[][] {{(float) Math.log(3), 0}, {0, (float) Math.log(3)}});
        assertThat(Losses.fairness(even).getFloat()).isCloseTo((float) Math.log(2), within(1e-6f));
        NDArray uneven = manager.create(new float[][] {{(float) Math.log(3), 0}, {(float) Math.log(3), 0}});
        // -(log 3/4 + log 1/4) / 2
        assertThat(Losses.fairness(uneven).getFloat())
                .isCloseTo((float) (-(Math.log(.75) + Math.log(.25)) / 2), within(1e-6f));
    }

    @Test
    void shouldContrastObjectsOfDifferentClasses() {
        NDArray points = manager.create(new float[][] {{1, 0}, {0, 1}});
        // Perfectly aligned at temperature 1: -log(e / (e + 1)) both ways
        double expected = Math.log(1 + Math.exp(-1));
        assertThat(Losses.crossModal(points, points, new int[] {0, 1}, 1).getFloat())
                .isCloseTo((float) expected, within(1e-6f));
    }

    @Test
    void shouldNotPushObjectsOfOneClassApart() {
        NDArray points = manager.create(new float[][] {{1, 0}, {0, 1}});
        assertThat(Losses.crossModal(points, points, new int[] {4, 4}, .1f).getFloat()).isZero();
    }

    @Test
    void shouldTakeTheTemperatureIntoAccount() {
        NDArray points = manager.create(new float[][] {{1, 0}, {0, 1}});
        NDArray images = manager.create(new float[][] {{0, 1}, {1, 0}});
        // Swapped at temperature 0.5: -log(1 / (1 + e^2)) both ways
        double expected = Math.log(1 + Math.exp(2));
        assertThat(Losses.crossModal(points, images, new int[] {0, 1}, .5f).getFloat())
                .isCloseTo((float) expected, within(1e-5f));
    }
}
