package dev.understudy.replay.doctor;

import java.util.Arrays;

/** Order statistics. */
final class Numbers {

    private Numbers() {
    }

    /** The value below which that share lies; NaN of nothing. */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
    }
}
