package dev.understudy.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MemoryTrendTest {

    @Test
    void shouldTellTheSlopeAfterTheWarmUpOnly() {
        MemoryTrend trend = new MemoryTrend(2000);
        for (int step = 0; step < 2000; step += 100) {
            trend.add(new MemoryTrend.Sample(step, 500 + step, 100 + step));
        }
        for (int step = 2000; step <= 10_000; step += 100) {
            // Half a MiB per thousand outside the heap, another half within.
            trend.add(new MemoryTrend.Sample(step, 2500 + step / 1000.0, 2100 + step / 2000.0));
        }
        assertThat(trend.residentSlope()).isCloseTo(1, within(1e-6));
        assertThat(trend.nativeSlope()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void shouldReadThisProcess() {
        MemoryTrend trend = new MemoryTrend(0);
        trend.sample(0);
        assertThat(trend.samples().get(0).resident()).isGreaterThan(10);
    }
}
