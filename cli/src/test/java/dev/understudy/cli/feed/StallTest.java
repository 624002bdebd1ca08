package dev.understudy.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallTest {

    private static final long SECOND = 1_000_000_000L;

    private final Stall stall = new Stall(3);

    @Test
    void shouldTellAStreamThatStandsStillFromASlowOne() {
        for (int second = 0; second < 20; second++) {
            assertThat(stall.stands(second / 2, second * SECOND)).isFalse();
        }
        assertThat(stall.stands(9, 22 * SECOND)).isFalse();
        assertThat(stall.stands(9, 23 * SECOND)).isFalse();
        assertThat(stall.stands(9, 24 * SECOND)).isTrue();
    }

    @Test
    void shouldNotCountATimeInWhichTheProcessWasPaused() {
        assertThat(stall.stands(1, SECOND)).isFalse();
        assertThat(stall.stands(1, 600 * SECOND)).isFalse();
    }
}
