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
        assertThat(weight.ofPoints()).isCloseTo(1f, within(0.1f));
    }

    @Test
    void shouldBeTheRatioOfTheLogOdds() {
        ModalityWeight weight = new ModalityWeight(CLASSES);
        // Nine of ten and four of five, spread evenly: log(0.9 * 9 / 0.1) / log(0.8 * 9 / 0.2) = 1.226.
        for (int i = 0; i < 20_000; i++) {
            weight.observe(1, i % 10 == 5 ? 0 : 1, i % 5 == 2 ? 0 : 1);
        }
        assertThat(weight.ofPoints()).isCloseTo(1.226f, within(0.03f));
    }
}
