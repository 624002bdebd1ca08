package dev.understudy.learning.statistics;

import java.util.Arrays;

/**
 * How evenly predictions are spread over the classes.
 *
 * @param entropy of the mean distribution, as a share of that of equal class probabilities
 * @param largestShare share of the objects given to the most frequent class
 */
public record Balance(double entropy, double largestShare) {

    /**
     * The balance over some objects.
     *
     * @param mean class probabilities, meaned over the objects
     * @param votes objects given to each class
     */
    public static Balance of(double[] mean, int[] votes) {
        double entropy = 0;
        for (double p : mean) {
            entropy -= p > 0 ? p * StrictMath.log(p) : 0;
        }
        int largest = Arrays.stream(votes).max().orElse(0);
        return new Balance(entropy / StrictMath.log(mean.length), (double) largest / Arrays.stream(votes).sum());
    }
}
