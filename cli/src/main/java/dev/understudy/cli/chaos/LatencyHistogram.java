package dev.understudy.cli.chaos;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts of a Prometheus histogram between two scrapes.
 *
 * @param cumulative observations of at most so many seconds
 */
record LatencyHistogram(NavigableMap<Double, Double> cumulative) {

    private static final String BOUND = "le=\"";

    static LatencyHistogram between(Scrape before, Scrape after, String name, String label) {
        NavigableMap<Double, Double> counts = new TreeMap<>();
        String prefix = name + "_bucket{";
        for (Map.Entry<String, Double> bucket : after.values().entrySet()) {
            if (bucket.getKey().startsWith(prefix) && bucket.getKey().contains(label)) {
                double earlier = before.values().getOrDefault(bucket.getKey(), 0.0);
                counts.merge(bound(bucket.getKey()), bucket.getValue() - earlier, Double::sum);
            }
        }
        return new LatencyHistogram(counts);
    }

    private static double bound(String bucket) {
        int from = bucket.indexOf(BOUND) + BOUND.length();
        String text = bucket.substring(from, bucket.indexOf('"', from));
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    double count() {
        return cumulative.isEmpty() ? 0 : cumulative.lastEntry().getValue();
    }

    /** In seconds, evenly interpolated within a bucket, as Prometheus' {@code histogram_quantile} does. */
    double quantile(double q) {
        double rank = q * count();
        double lowerBound = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
            if (bucket.getValue() >= rank && bucket.getValue() > 0) {
                if (bucket.getKey().isInfinite()) {
                    return lowerBound;
                }
                double inside = bucket.getValue() - below;
                return inside == 0 ? bucket.getKey()
                        : lowerBound + (bucket.getKey() - lowerBound) * (rank - below) / inside;
            }
            lowerBound = bucket.getKey();
            below = bucket.getValue();
        }
        return Double.NaN;
    }
}
