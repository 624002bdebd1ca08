package dev.understudy.learning.statistics;

import java.util.Arrays;

/**
 * The middle 95 % of the draws of a bootstrap: a percentile interval. Its ends are the k-th smallest and the k-th
 * largest draw, where k is the whole part of 0.025 (B + 1) for B draws (Davison and Hinkley 1997, equation 5.18; the
 * whole part as in Efron and Tibshirani 1993, section 12.5): as many draws lie below the interval as above.
 *
 * @param low lower end; NaN of no draws
 * @param high upper end
 */
public record Interval(double low, double high) {

    private static final double TAIL = 0.025;

    /** @param draws a figure of every draw; NaN, a draw in which it is not defined, does not count */
    public static Interval of(double[] draws) {
        double[] sorted = Arrays.stream(draws).filter(d -> !Double.isNaN(d)).sorted().toArray();
        if (sorted.length == 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        int beyond = Math.max(0, (int) (TAIL * (sorted.length + 1)) - 1);
        return new Interval(sorted[beyond], sorted[sorted.length - 1 - beyond]);
    }
}
