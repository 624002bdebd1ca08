package dev.understudy.learning.statistics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws of whole tracks with replacement: the views of one physical object are not independent, so that the objects are
 * drawn and not their views (Davison and Hinkley 1997, section 3.8). What is scored on the same draws is paired.
 *
 * @param tracks physical objects
 * @param resamples draws
 * @param seed of the draws
 */
public record TrackBootstrap(int tracks, int resamples, long seed) {

    /** Draws that the ends of a 95 % interval need at least (Efron and Tibshirani 1993, chapter 19). */
    public static final int RESAMPLES = 1000;

    /** Per draw, how often each track is in it; the same draws at every call, in order, each an array of its own. */
    public Stream<int[]> draws() {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, resamples).mapToObj(r -> draw(random));
    }

    private int[] draw(SplittableRandom random) {
        int[] times = new int[tracks];
        for (int i = 0; i < tracks; i++) {
            times[random.nextInt(tracks)]++;
        }
        return times;
    }
}
