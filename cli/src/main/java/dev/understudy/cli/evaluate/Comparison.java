package dev.understudy.cli.evaluate;

import java.util.Map;

/**
 * The model under evaluation less the one it is compared with, on the same objects.
 *
 * @param tracks physical objects: the units that are drawn
 * @param resamples bootstrap draws
 * @param seed of the draws
 * @param differences by metric: {@code accuracy}, {@code macro_f1}, {@code f1.CLASS}, {@code recall.CLASS}
 */
record Comparison(int tracks, int resamples, long seed, Map<String, Difference> differences) {

    /**
     * One paired difference.
     *
     * @param low lower end of the 95 % confidence interval
     * @param high upper end
     */
    record Difference(double value, double low, double high) {

        /** Whether the interval leaves zero out. */
        boolean isClear() {
            return low > 0 || high < 0;
        }
    }
}
