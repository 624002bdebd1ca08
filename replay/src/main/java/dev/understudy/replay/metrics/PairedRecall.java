package dev.understudy.replay.metrics;

import dev.understudy.learning.statistics.Interval;
import dev.understudy.learning.statistics.TrackBootstrap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Recall of two methods on the same objects, paired. Frames of one object are strongly correlated, so that the interval
 * of the difference comes from draws of whole tracks (see {@link TrackBootstrap}).
 */
public final class PairedRecall {

    private static final int DRAWS = 10_000;
    private static final long SEED = 20_110_926;

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
        Interval interval = interval(all);
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
                interval.low(), interval.high());
    }

    private static Interval interval(int[][] all) {
        return all.length == 0 ? new Interval(0, 0) : Interval.of(new TrackBootstrap(all.length, DRAWS, SEED).draws()
                .mapToDouble(times -> difference(all, times)).toArray());
    }

    private static double difference(int[][] all, int[] times) {
        int objects = 0;
        int difference = 0;
        for (int t = 0; t < all.length; t++) {
            objects += times[t] * all[t][0];
            difference += times[t] * (all[t][1] - all[t][2]);
        }
        return difference / (double) objects;
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
