package dev.understudy.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampsTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 1_316_995_200_123_456_789L, Long.MAX_VALUE})
    void shouldGiveBackTheNanoseconds(long nanos) {
        assertThat(Stamps.toNanos(Stamps.of(nanos))).isEqualTo(nanos);
    }

    @Test
    void shouldRefuseNanosBeyondASecond() {
        assertThatThrownBy(() -> Stamps.toNanos(Timestamp.newBuilder().setNanos(1_000_000_000).build()))
                .isInstanceOf(ArithmeticException.class);
    }
}
