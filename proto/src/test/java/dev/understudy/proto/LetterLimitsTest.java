package dev.understudy.proto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterLimitsTest {

    @Test
    void shouldKeepAValueThatFits() {
        byte[] value = {1, 2, 3};
        assertThat(LetterLimits.value(value, 3)).isSameAs(value);
        assertThat(LetterLimits.value(null, 3)).isNull();
    }

    @Test
    void shouldKeepTheBeginningOfOthers() {
        assertThat(LetterLimits.value(new byte[] {1, 2, 3}, 2)).containsExactly(1, 2);
    }

    @Test
    void shouldGiveADetailForAFaultWithoutAMessage() {
        assertThat(LetterLimits.detail(null)).isEqualTo("null");
    }
}
