package dev.understudy.learning.experiment;

import dev.understudy.learning.statistics.ClassCounts;
import dev.understudy.learning.statistics.TrackBootstrap;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Macro accuracy of predictions on some objects and on draws of their tracks, the same draws for every arm. */
final class TrackDraws {

    private final int[] truth;
    private final int[] track;
    private final int from;
    private final int classes;
    /** How often each track counts: once, then as often as in each draw. */
    private final List<int[]> times;

    /**
     * Draws.
     *
     * @param from objects before this one are not scored
     */
    TrackDraws(ObjectList objects, int from, long seed) {
        this.from = from;
        this.truth = Arrays.copyOfRange(objects.truth(), from, objects.truth().length);
        this.classes = 1 + Arrays.stream(truth).max().orElse(0);
        int[] of = Arrays.copyOfRange(objects.track(), from, objects.track().length);
        int[] tracks = Arrays.stream(of).distinct().toArray();
        int[] place = new int[1 + Arrays.stream(tracks).max().orElse(0)];
        IntStream.range(0, tracks.length).forEach(i -> place[tracks[i]] = i);
        this.track = Arrays.stream(of).map(t -> place[t]).toArray();
        int[] once = new int[tracks.length];
        Arrays.fill(once, 1);
        this.times = Stream.concat(Stream.of(once),
                new TrackBootstrap(tracks.length, TrackBootstrap.RESAMPLES, seed).draws()).toList();
    }

    /**
     * Macro accuracy, first of the objects as they are, then of every draw; a class a draw lost does not count.
     *
     * @param predicted for all objects, those that are not scored among them
     */
    double[] macroAccuracy(int[] predicted) {
        return times.stream().mapToDouble(t -> macroAccuracy(predicted, t)).toArray();
    }

    private double macroAccuracy(int[] predicted, int[] timesOfTrack) {
        ClassCounts counts = new ClassCounts(classes);
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] >= 0) {
                counts.add(truth[i], predicted[from + i], timesOfTrack[track[i]]);
            }
        }
        return counts.macroAccuracy();
    }
}
