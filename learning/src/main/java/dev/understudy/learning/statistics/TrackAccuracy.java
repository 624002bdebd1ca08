package dev.understudy.learning.statistics;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Accuracy in which every physical object counts once, however often it was seen: the mean over its views. */
public final class TrackAccuracy {

    private static final class Track {
        private String truth;
        private int right;
        private int all;
    }

    private final Map<String, Track> tracks = new HashMap<>();

    /** Counts one view; the first view's class stands for the track. */
    public void add(String track, String truth, boolean isRight) {
        Track t = tracks.computeIfAbsent(track, k -> new Track());
        if (t.truth == null) {
            t.truth = truth;
        }
        t.all++;
        t.right += isRight ? 1 : 0;
    }

    public int tracks() {
        return tracks.size();
    }

    /** Mean over the tracks; 0 of nothing. */
    public double accuracy() {
        return tracks.values().stream().mapToDouble(t -> (double) t.right / t.all).average().orElse(0);
    }

    /** Mean over the classes of the mean over their tracks; 0 of nothing. */
    public double macroAccuracy() {
        Map<String, double[]> byClass = new TreeMap<>();
        for (Track t : tracks.values()) {
            double[] sum = byClass.computeIfAbsent(t.truth, k -> new double[2]);
            sum[0] += (double) t.right / t.all;
            sum[1]++;
        }
        return byClass.values().stream().mapToDouble(s -> s[0] / s[1]).average().orElse(0);
    }
}
