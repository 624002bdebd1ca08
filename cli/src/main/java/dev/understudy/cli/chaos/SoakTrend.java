package dev.understudy.cli.chaos;

import dev.understudy.cli.run.LeastSquares;
import java.util.List;

/**
 * How a quantity went over the measured part.
 *
 * @param name of the quantity and its unit
 * @param mean over all samples
 * @param slopePerHour by least squares, after the first fifth: caches fill and heaps find their size
 * @param growth what that slope comes to over the measured part
 * @param limit growth up to this is called flat
 * @param flat whether it is; also when too little was seen to tell, and the growth is NaN
 */
record SoakTrend(String name, double mean, double slopePerHour, double growth, double limit, boolean flat) {

    private static final double SETTLING = 0.2;
    private static final double SECONDS_PER_HOUR = 3600;

    /** Of values at times in seconds; those that are no number were not seen. */
    static SoakTrend of(String name, List<double[]> samples, double limit) {
        List<double[]> seen = seen(samples);
        double end = seen.isEmpty() ? 0 : seen.get(seen.size() - 1)[0];
        List<double[]> settled = seen.stream().filter(s -> s[0] >= SETTLING * end).toList();
        double slope = LeastSquares.slope(settled.stream().mapToDouble(s -> s[0]).toArray(),
                settled.stream().mapToDouble(s -> s[1]).toArray());
        double growth = settled.isEmpty() ? Double.NaN : slope * (end - settled.get(0)[0]);
        return new SoakTrend(name, mean(seen), slope * SECONDS_PER_HOUR, growth, limit, !(growth > limit));
    }

    /** The same, where growth up to a share of the mean is called flat. */
    static SoakTrend relative(String name, List<double[]> samples, double share) {
        return of(name, samples, share * mean(seen(samples)));
    }

    private static List<double[]> seen(List<double[]> samples) {
        return samples.stream().filter(s -> !Double.isNaN(s[1])).toList();
    }

    private static double mean(List<double[]> seen) {
        return seen.stream().mapToDouble(s -> s[1]).average().orElse(Double.NaN);
    }
}
