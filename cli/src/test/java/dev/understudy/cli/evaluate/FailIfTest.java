package dev.understudy.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailIfTest {

    @ParameterizedTest
    @CsvSource({"m < -0.01, -0.02, true", "m < -0.01, -0.01, false", "m<=-0.01, -0.01, true", "m > 1e-1, 0.2, true",
        "m >= .5, 0.5, true", "m >= 0.5, 0.49, false", "m > +2, 2, false"})
    void shouldCompare(String text, double value, boolean holds) {
        assertThat(FailIf.parse(text).holds(Map.of("m", value))).isEqualTo(holds);
    }

    @Test
    void shouldTakeTheMetricOfAClass() {
        assertThat(FailIf.parse(" recall.pedestrian < 0.8 ")).isEqualTo(new FailIf("recall.pedestrian", "<", 0.8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "macro_f1", "macro_f1 < ", "< 0.1", "macro_f1 = 0.1", "macro_f1 < ten", "a < 1 b",
        "a < 1 < 2"})
    void shouldRefuseWhatIsNoCondition(String text) {
        assertThatThrownBy(() -> FailIf.parse(text)).isInstanceOfSatisfying(UserError.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(e.getMessage()).contains("--fail-if", "'" + text + "'");
        });
    }

    @Test
    void shouldNotPassAGateThatCannotBeDecided() {
        assertThatThrownBy(() -> FailIf.parse("f1.tram < 0.1").holds(Map.of("f1.car", 1.0)))
                .isInstanceOfSatisfying(UserError.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(ExitCode.INPUT);
                    assertThat(e.getMessage()).contains("no metric f1.tram", "f1.car");
                });
    }
}
