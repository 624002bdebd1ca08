package dev.understudy.learning.experiment;

import dev.understudy.learning.statistics.Interval;
import dev.understudy.learning.statistics.TrackBootstrap;
import java.util.Arrays;
import java.util.List;

/**
 * A figure over several seeds.
 *
 * @param mean over the seeds
 * @param spread standard deviation over the seeds, 0 for one
 * @param low lower end of the 95 % interval of the mean, over draws of tracks
 * @param high upper end
 */
public record Figure(double mean, double spread, double low, double high) {

    /** @param seeds per seed the figure, and then the figure of every draw; NaN where it cannot be said */
    static Figure of(List<double[]> seeds) {
        double[] plain = seeds.stream().mapToDouble(s -> s[0]).toArray();
        double mean = Arrays.stream(plain).average().orElse(Double.NaN);
        double square = Arrays.stream(plain).map(p -> (p - mean) * (p - mean)).sum();
        double[] draws = new double[TrackBootstrap.RESAMPLES];
        for (int r = 0; r < draws.length; r++) {
            int draw = r + 1;
            draws[r] = seeds.stream().mapToDouble(s -> s[draw]).average().orElse(Double.NaN);
        }
        Interval interval = Interval.of(draws);
        return new Figure(mean, plain.length < 2 ? 0 : Math.sqrt(square / (plain.length - 1)), interval.low(),
                interval.high());
    }
}
