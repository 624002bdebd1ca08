package dev.understudy.replay.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Recall of two methods on the same objects, paired. Frames of one object are strongly correlated, so that the interval
 * of the difference comes from drawing whole tracks (bootstrap, percentile, 95 %).
 */
public final class PairedRecall {

    private static final int DRAWS = 10_000;
    private static final long SEED = 20_110_926;
    private static final double TAIL = 0.025;

    // Per track: objects, recovered by the one, by the other.
    private final Map<String, int[]> tracks = new LinkedHashMap<>();
    private int won;
    private int lost;

    /** Adds one object of one frame. */
    public void add(String track, boolean byOne, boolean byOther) {
        int[] counts = tracks.computeIfAbsent(track, name -> new int[3]);
        counts[0]++;
        counts[1] += byOne ? 1 : 0;
        counts[2] += byOther ? 1 : 0;
        won += byOne && !byOther ? 1 : 0;
        lost += byOther && !byOne ? 1 : 0;
    }

    public Summary summary() {
        int[][] all = tracks.values().toArray(int[][]::new);
        double[] differences = draws(all);
        int[] sum = new int[3];
        int tracksWon = 0;
        int tracksLost = 0;
        for (int[] track : all) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += track[k];
            }
            tracksWon += track[1] > track[2] ? 1 : 0;
            tracksLost += track[1] < track[2] ? 1 : 0;
        }
        return new Summary(sum[0], sum[1], sum[2], won, lost, all.length, tracksWon, tracksLost,
                at(differences, TAIL), at(differences, 1 - TAIL));
    }

    private static double[] draws(int[][] all) {
        Random random = new Random(SEED);
        double[] differences = new double[all.length == 0 ? 0 : DRAWS];
        Arrays.setAll(differences, d -> draw(all, random));
        Arrays.sort(differences);
        return differences;
    }

    private static double draw(int[][] all, Random random) {
        int objects = 0;
        int difference = 0;
        for (int i = 0; i < all.length; i++) {
            int[] track = all[random.nextInt(all.length)];
            objects += track[0];
            difference += track[1] - track[2];
        }
        return difference / (double) objects;
    }

    private static double at(double[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.round(quantile * (sorted.length - 1))];
    }

    /**
     * What came out.
     *
     * @param objects objects of all frames
     * @param won objects that only the one recovered
     * @param lost objects that only the other recovered
     * @param tracksWon tracks that the one recovered in more frames
     * @param low lower end of the interval of the difference in recall, one minus other
     */
    public record Summary(int objects, int byOne, int byOther, int won, int lost, int tracks, int tracksWon,
            int tracksLost, double low, double high) {
    }
}
