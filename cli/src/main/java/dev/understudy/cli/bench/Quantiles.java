package dev.understudy.cli.bench;

import java.util.Arrays;

/** Middle and slow end of some measurements. */
public record Quantiles(double median, double p90) {

    static Quantiles of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quantiles(at(sorted, 0.5), at(sorted, 0.9));
    }

    private static double at(double[] sorted, double quantile) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(quantile * (sorted.length - 1))];
    }
}
