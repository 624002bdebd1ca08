package dev.understudy.learning.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Accuracy in which every physical object counts once, however often it was seen: the mean over its views. */
public final class TrackAccuracy {

    private static final int OTHER = -1;

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
        return counts().accuracy();
    }

    /** Macro accuracy in which every track counts once; 0 of nothing. */
    public double macroAccuracy() {
        return counts().macroAccuracy();
    }

    private ClassCounts counts() {
        List<String> classes = tracks.values().stream().map(t -> t.truth).distinct().sorted().toList();
        ClassCounts counts = new ClassCounts(classes.size());
        for (Track t : tracks.values()) {
            int truth = classes.indexOf(t.truth);
            counts.add(truth, truth, t.right / (double) t.all);
            counts.add(truth, OTHER, (t.all - t.right) / (double) t.all);
        }
        return counts;
    }
}
