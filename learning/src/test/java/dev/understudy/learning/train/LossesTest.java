package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    @Test
    void shouldMeasureHowFarMaskedTokensLieFromTheirClassToken() {
        NDArray global = manager.create(new float[][] {{2, 0}, {0, 3}});
        // Two tokens a row: cosines 1, 0 and 0, -1, so 2 - 2 cos is 0, 2, 2, 4.
        NDArray hidden = manager.create(new float[][] {{5, 0}, {0, 1}, {4, 0}, {0, -1}});
        assertThat(Losses.globalLocal(hidden, global).getFloat()).isCloseTo(2, within(1e-6f));
    }

    @Test
    void shouldAverageOverMaskedPixelsAndChannelsAlike() {
        NDArray truth = manager.create(new float[][] {{1, 2, 3}, {4, 5, 6}});
        NDArray said = manager.create(new float[][] {{1, 1, 3}, {4, 5, 1}});
        assertThat(Losses.pixels(said, truth).getFloat()).isCloseTo(1, within(1e-6f));
    }

    @Test
    void shouldMeasureTheChamferDistanceOfAPatch() {
        NDArray truth = manager.create(new float[] {0, 0, 0, 1, 0, 0}).reshape(1, 2, 3);
        NDArray said = manager.create(new float[] {0, 0, 2, 0, 0, 3}).reshape(1, 2, 3);
        // From what is said: 4 and 9 to the origin; from the truth: 4, and 1 + 4 = 5.
        assertThat(Losses.chamfer(said, truth).getFloat()).isCloseTo((4 + 9) / 2f + (4 + 5) / 2f, within(1e-5f));
    }

    @Test
    void shouldBeContentWithAPatchInAnyOrder() {
        NDArray truth = manager.create(new float[] {0, 1, 0, 1, 0, 0}).reshape(1, 2, 3);
        NDArray said = manager.create(new float[] {1, 0, 0, 0, 1, 0}).reshape(1, 2, 3);
        assertThat(Losses.chamfer(said, truth).getFloat()).isCloseTo(0, within(1e-6f));
    }

    @Test
    void shouldKeepItsNumbersUntilTheBackwardPass() throws InterruptedException {
        float[] undisturbed = gradient(false);
        assertThat(gradient(true)).containsExactly(undisturbed);
    }

    private float[] gradient(boolean disturbed) throws InterruptedException {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray points = manager.create(new float[][] {{0.6f, 0.8f}, {0, 1}, {1, 0}});
            NDArray images = manager.create(new float[][] {{0, 1}, {1, 0}, {0.8f, 0.6f}});
            points.setRequiresGradient(true);
            NDArray loss = Losses.crossModal(points, images, new int[] {0, 1, 2}, .5f)
                    .add(Losses.crossEntropy(points, new int[] {0, 1, 1}));
            if (disturbed) {
                collectGarbage();
            }
            collector.backward(loss);
            return points.getGradient().toFloatArray();
        }
    }

    /** Has every buffer freed that nobody holds, and its place taken by others. */
    private static void collectGarbage() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            System.gc();
            Thread.sleep(50); // buffers are freed by a thread of their own
            for (int i = 0; i < 1000; i++) {
                ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder()).putFloat(0, 1e9f);
            }
        }
    }
}
