package dev.understudy.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationErrorTest {

    @Test
    void shouldBeZeroWhenHalfSureIsHalfRight() {
        CalibrationError error = new CalibrationError();
        error.add(0.5, true);
        error.add(0.5, false);
        assertThat(error.value()).isZero();
    }

    @Test
    void shouldWeighBinsByTheirObjects() {
        CalibrationError error = new CalibrationError();
        error.add(1, false);
        error.add(0.5, true);
        error.add(0.5, false);
        error.add(0.5, true);
        // |1 - 0| * 1/4 + |0.5 - 2/3| * 3/4
        assertThat(error.value()).isCloseTo(0.375, within(1e-9));
    }

    @Test
    void shouldBeZeroOfNothing() {
        assertThat(new CalibrationError().value()).isZero();
    }
}
