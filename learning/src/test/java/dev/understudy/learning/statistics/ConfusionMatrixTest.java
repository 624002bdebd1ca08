package dev.understudy.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    private static final List<String> CLASSES = List.of("car", "bus", "pole");

    @Test
    void shouldComputeScoresOfEveryClass() {
        ConfusionMatrix matrix = filled();

        // car: 3 of 4 found, 4 called so; bus: 1 of 2 found, 1 called so
        assertThat(matrix.accuracy()).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(matrix.score("car")).isEqualTo(new ConfusionMatrix.ClassScore(0.75, 0.75, 0.75, 4));
        assertThat(matrix.score("bus")).isEqualTo(new ConfusionMatrix.ClassScore(1, 0.5, 2 / 3.0, 2));
    }

    @Test
    void shouldAverageF1OverClassesPresentInTheTruthOnly() {
        assertThat(filled().macroF1()).isCloseTo((0.75 + 2 / 3.0) / 2, within(1e-12));
    }

    @Test
    void shouldCountPredictionsOutsideTheClassesAsMissesOnly() {
        ConfusionMatrix matrix = new ConfusionMatrix(CLASSES);
        matrix.add("car", "unknown");
        matrix.add("car", null);
        matrix.add("car", "car");

        assertThat(matrix.score("car")).isEqualTo(new ConfusionMatrix.ClassScore(1, 1 / 3.0, 0.5, 3));
        assertThat(matrix.count("car", null)).isEqualTo(2);
    }

    @Test
    void shouldScoreNothingAsZero() {
        ConfusionMatrix matrix = new ConfusionMatrix(CLASSES);

        assertThat(matrix.total()).isZero();
        assertThat(matrix.accuracy()).isZero();
        assertThat(matrix.macroF1()).isZero();
        assertThat(matrix.score("pole")).isEqualTo(new ConfusionMatrix.ClassScore(0, 0, 0, 0));
    }

    @Test
    void shouldRefuseATruthOutsideTheClasses() {
        assertThatThrownBy(() -> new ConfusionMatrix(CLASSES).add("tram", "car"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("tram");
    }

    @Test
    void shouldListWhatTheObjectsOfEachClassThatOccursWereCalled() {
        ConfusionMatrix matrix = filled();
        matrix.add("bus", "tram");

        assertThat(matrix.rows("unknown")).isEqualTo(Map.of("car", Map.of("car", 3L, "pole", 1L),
                "bus", Map.of("bus", 1L, "car", 1L, "unknown", 1L)));
        assertThat(new ConfusionMatrix(CLASSES).rows("unknown")).isEmpty();
    }

    private static ConfusionMatrix filled() {
        ConfusionMatrix matrix = new ConfusionMatrix(CLASSES);
        for (int i = 0; i < 3; i++) {
            matrix.add("car", "car");
        }
        matrix.add("car", "pole");
        matrix.add("bus", "bus");
        matrix.add("bus", "car");
        return matrix;
    }
}
