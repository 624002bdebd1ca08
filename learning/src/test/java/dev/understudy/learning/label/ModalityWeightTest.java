package dev.understudy.learning.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ModalityWeightTest {

    private static final int CLASSES = 10;

    @Test
    void shouldWeighBothAlikeBeforeAnythingWasSeen() {
        assertThat(new ModalityWeight(CLASSES).ofPoints()).isCloseTo(1f, within(1e-6f));
    }

    @Test
    void shouldTrustPointsAloneToTheBoundWhenImagesContradict() {
        ModalityWeight weight = new ModalityWeight(CLASSES);
        for (int i = 0; i < 2000; i++) {
            weight.observe(3, 3, i % CLASSES);
        }
        assertThat(weight.ofPoints()).isEqualTo(1.8f);
        assertThat(weight.after(1)).isEqualTo(1.2f);
    }

    @Test
    void shouldComeBackWhenImagesAgreeAgain() {
        ModalityWeight weight = new ModalityWeight(CLASSES);
        for (int i = 0; i < 2000; i++) {
            weight.observe(3, 3, 5);
        }
        for (int i = 0; i < 4000; i++) {
            weight.observe(3, 3, 3);
        }
        assertThat(weight.ofPoints()).isEqualTo(1);
    }

    @Test
    void shouldBeTheRatioOfTheLogOdds() {
        // Nine of ten and thirteen of twenty: log(0.9 * 9 / 0.1) / log(0.65 * 9 / 0.35) = 1.560.
        assertThat(ofShares(18, 13)).isCloseTo(1.560f, within(0.03f));
        assertThat(ofShares(13, 18)).isCloseTo(1 / 1.560f, within(0.03f));
    }

    @Test
    void shouldWeighBothAlikeWhileNeitherIsClearlyBetter() {
        // Nine of ten and four of five: 1.226.
        assertThat(ofShares(18, 16)).isEqualTo(1);
        assertThat(ofShares(16, 18)).isEqualTo(1);
    }

    @Test
    void shouldGoOnFromAWeightButNotFromAStepOnTheWay() {
        assertThat(ModalityWeight.resume(CLASSES, 1.6f).ofPoints()).isCloseTo(1.6f, within(1e-3f));
        assertThat(ModalityWeight.resume(CLASSES, 1.2f).ofPoints()).isEqualTo(1);
    }

    /** Weight when the branches agree with the label in so many of twenty, spread evenly. */
    private static float ofShares(int point, int image) {
        ModalityWeight weight = new ModalityWeight(CLASSES);
        for (int i = 0; i < 20_000; i++) {
            int turn = i * 7 % 20;
            weight.observe(1, turn < point ? 1 : 0, turn < image ? 1 : 0);
        }
        return weight.ofPoints();
    }
}
