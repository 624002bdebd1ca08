package dev.understudy.learning.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Quantile;

/** Order statistics of a few numbers. */
public final class Quantiles {

    /** Linear between neighbours, Hyndman and Fan's type 7: what R and NumPy give where nothing else is asked for. */
    private static final Quantile LINEAR = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7).withCopy(true);

    private Quantiles() {
    }

    /**
     * The value below which a share of the values lies; NaN of no values.
     *
     * @param share in [0, 1]
     */
    public static double of(double[] values, double share) {
        return LINEAR.evaluate(values, share);
    }

    /** The value in the middle, the upper one of two; NaN of no values. For what asks for one of the values itself. */
    public static double middle(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /**
     * The value in the middle, the upper one of two: whole nanoseconds stay whole.
     *
     * @throws IllegalArgumentException when there are no values
     */
    public static long middle(long[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values have no middle");
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
