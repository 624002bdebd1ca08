package dev.understudy.cli.evaluate;

import dev.understudy.learning.statistics.ClassCounts;
import dev.understudy.learning.statistics.Interval;
import dev.understudy.learning.statistics.TrackBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Differences of two models with confidence intervals: both are scored on the same draws of tracks (see
 * {@link TrackBootstrap}), and the interval is that of the differences.
 *
 * <p>A class that a draw lost altogether has no score in that draw, nor a part in its macro-F1.
 */
final class PairedBootstrap {

    static final long SEED = 20_240_404;

    private final List<String> classes;
    private final int[][][] tracks;

    /** Takes the objects as two models scored them. */
    PairedBootstrap(List<String> classes, List<ScoredObject> objects) {
        this.classes = classes;
        Map<String, List<int[]>> byTrack = new LinkedHashMap<>();
        objects.stream().sorted(Comparator.comparing(ScoredObject::track)).forEach(o ->
                byTrack.computeIfAbsent(o.track(), t -> new ArrayList<>()).add(new int[] {classes.indexOf(o.truth()),
                    index(o, 0), index(o, 1)}));
        tracks = byTrack.values().stream().map(t -> t.toArray(int[][]::new)).toArray(int[][][]::new);
    }

    /** The class a model said; the place behind the last for any other word. */
    private int index(ScoredObject object, int model) {
        int index = classes.indexOf(object.said().get(model).className());
        return index < 0 ? classes.size() : index;
    }

    Comparison compare() {
        int[] once = new int[tracks.length];
        Arrays.fill(once, 1);
        double[] values = differences(once);
        TrackBootstrap bootstrap = new TrackBootstrap(tracks.length, TrackBootstrap.RESAMPLES, SEED);
        double[][] draws = bootstrap.draws().map(this::differences).toArray(double[][]::new);
        Map<String, Comparison.Difference> out = new LinkedHashMap<>();
        List<String> names = names();
        for (int k = 0; k < values.length; k++) {
            if (!Double.isNaN(values[k])) {
                out.put(names.get(k), interval(values[k], draws, k));
            }
        }
        return new Comparison(tracks.length, bootstrap.resamples(), SEED, out);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of("accuracy", "macro_f1"));
        classes.forEach(c -> names.add("f1." + c));
        classes.forEach(c -> names.add("recall." + c));
        return names;
    }

    private static Comparison.Difference interval(double value, double[][] draws, int k) {
        Interval interval = Interval.of(Arrays.stream(draws).mapToDouble(d -> d[k]).toArray());
        return new Comparison.Difference(value, interval.low(), interval.high());
    }

    private double[] differences(int[] times) {
        double[] first = metrics(times, 1);
        double[] second = metrics(times, 2);
        for (int k = 0; k < first.length; k++) {
            first[k] -= second[k];
        }
        return first;
    }

    /** Metrics in the order of {@link #names()}; NaN for a class without objects. */
    private double[] metrics(int[] times, int model) {
        int n = classes.size();
        ClassCounts counts = new ClassCounts(n);
        for (int t = 0; t < times.length; t++) {
            for (int[] object : times[t] == 0 ? new int[0][] : tracks[t]) {
                counts.add(object[0], object[model], times[t]);
            }
        }
        double[] out = new double[2 + 2 * n];
        out[0] = counts.accuracy();
        out[1] = counts.macroF1();
        for (int c = 0; c < n; c++) {
            out[2 + c] = counts.objects(c) == 0 ? Double.NaN : counts.f1(c);
            out[2 + n + c] = counts.objects(c) == 0 ? Double.NaN : counts.recall(c);
        }
        return out;
    }
}
