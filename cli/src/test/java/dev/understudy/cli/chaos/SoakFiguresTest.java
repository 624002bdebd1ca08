package dev.understudy.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakFiguresTest {

    private static final String BEFORE = """
            # HELP inference_latency_seconds
            # TYPE inference_latency_seconds histogram
            inference_latency_seconds_bucket{swap="false",le="0.01"} 10
            inference_latency_seconds_bucket{swap="false",le="0.02"} 10
            inference_latency_seconds_bucket{swap="false",le="+Inf"} 10
            jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 1000.0
            """;
    private static final String AFTER = """
            inference_latency_seconds_bucket{swap="false",le="0.01"} 60
            inference_latency_seconds_bucket{swap="false",le="0.02"} 110
            inference_latency_seconds_bucket{swap="false",le="+Inf"} 110
            inference_latency_seconds_bucket{swap="true",le="+Inf"} 3
            jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 1.5E6
            jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 500000.0
            jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 7.0
            """;

    @Test
    void shouldCountOnlyWhatFellBetweenTwoScrapes() {
        LatencyHistogram histogram = LatencyHistogram.between(Scrape.parse(BEFORE), Scrape.parse(AFTER),
                "inference_latency_seconds", "swap=\"false\"");
        assertThat(histogram.count()).isEqualTo(100);
        assertThat(histogram.quantile(0.25)).isCloseTo(0.005, within(1e-9));
        assertThat(histogram.quantile(0.99)).isCloseTo(0.0198, within(1e-9));
    }

    @Test
    void shouldSumAMetricOverItsLabels() {
        assertThat(Scrape.parse(AFTER).sum("jvm_memory_used_bytes", "area=\"heap\"")).isEqualTo(2.0e6);
        assertThat(Scrape.parse(AFTER).sum("jvm_memory_used", "")).isNaN();
    }

    @Test
    void shouldFindWhatGrows() {
        List<double[]> leak = new ArrayList<>();
        List<double[]> level = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            leak.add(new double[] {36 * i, 500 + i});
            level.add(new double[] {36 * i, i < 20 ? 5 * i : 100 + i % 2});
        }
        SoakTrend grows = SoakTrend.of("leak", leak, 20);
        assertThat(grows.slopePerHour()).isCloseTo(100, within(1e-6));
        assertThat(grows.growth()).isCloseTo(80, within(1e-6));
        assertThat(grows.flat()).isFalse();
        assertThat(SoakTrend.of("filled at the start", level, 20).flat()).isTrue();
        leak.get(3)[1] = Double.NaN; // a scrape that failed is no reason to call it flat
        SoakTrend relative = SoakTrend.relative("leak", leak, 0.05);
        assertThat(relative.limit()).isCloseTo(27.5, within(0.1));
        assertThat(relative.flat()).isFalse();
    }
}
