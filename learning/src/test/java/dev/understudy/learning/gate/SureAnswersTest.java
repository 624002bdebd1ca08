package dev.understudy.learning.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.learning.model.ClassScores;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SureAnswersTest {

    private static final ClassScores SCORES = new ClassScores(
            new float[][] {{0.95f, 0.05f}, {0.99f, 0.01f}, {0.7f, 0.3f}, {0.98f, 0.02f}, {0.01f, 0.99f}},
            new float[][] {{0.97f, 0.03f}, {0.01f, 0.99f}, {0.9f, 0.1f}, null, {0.05f, 0.95f}});

    @Test
    void shouldTakeWhatBothBranchesAreSureOf() {
        SureAnswers sure = SureAnswers.of(SCORES, 0.9);
        // The second is contradicted, the third unsure, the fourth has one branch only.
        assertThat(sure.count()).isEqualTo(2);
        assertThat(sure.mean((i, label) -> 10 * i + label)).isCloseTo((0 + 41) / 2.0, within(1e-9));
    }

    @Test
    void shouldFindTheWorstRun() {
        float[][] sureOfZero = new float[10][];
        Arrays.fill(sureOfZero, new float[] {1, 0});
        SureAnswers sure = SureAnswers.of(new ClassScores(sureOfZero, sureOfZero), 0.9);
        assertThat(sure.mean((i, label) -> i < 8 ? 1 : 0)).isCloseTo(0.8, within(1e-9));
        assertThat(sure.lowestMean(4, (i, label) -> i < 8 ? 1 : 0)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void shouldGiveTheMeanProbabilityOfTheBranchesThatSpeak() {
        assertThat(SureAnswers.probability(SCORES, 2, 0)).isCloseTo(0.8, within(1e-6));
        assertThat(SureAnswers.probability(SCORES, 3, 0)).isCloseTo(0.98, within(1e-6));
    }
}
