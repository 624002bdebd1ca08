package dev.understudy.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FeedPaceTest {

    private static final long STAMP = 1_700_000_000_000_000_000L;

    @Test
    void shouldNotReleaseARecordBeforeItIsDue() {
        FeedPace pace = new FeedPace(10);
        long since = System.nanoTime();
        pace.await(STAMP);
        pace.await(STAMP + TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void shouldNotCatchUpAfterAPause() {
        FeedPace pace = new FeedPace(1);
        long since = System.nanoTime();
        pace.await(STAMP);
        pace.pausedFor(TimeUnit.MILLISECONDS.toNanos(80));
        pace.await(STAMP + 1);
        assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(80));
    }

    @Test
    void shouldRefuseAPaceThatNeverComes() {
        assertThatThrownBy(() -> new FeedPace(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FeedPace(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
