package dev.understudy.cli.bench;

import dev.understudy.learning.statistics.Quantiles;

/** Middle and slow end of some measured times. */
public record TimeQuantiles(double median, double p90) {

    static TimeQuantiles of(double[] values) {
        return new TimeQuantiles(Quantiles.of(values, 0.5), Quantiles.of(values, 0.9));
    }
}
