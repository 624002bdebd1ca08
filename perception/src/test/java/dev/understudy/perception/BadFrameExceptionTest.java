package dev.understudy.perception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BadFrameExceptionTest {

    @Test
    void shouldSayReasonAndDetailInOneLine() {
        BadFrameException e = new BadFrameException("truncated-points", "7 bytes\n  of 16");

        assertThat(e.reason()).isEqualTo("truncated-points");
        assertThat(e).hasMessage("truncated-points: 7 bytes of 16");
    }

    @Test
    void shouldRefuseAReasonThatIsNoMetricLabel() {
        assertThatThrownBy(() -> new BadFrameException("Frame 17 is bad", ""))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Frame 17 is bad");
    }
}
