package dev.understudy.cli.evaluate;

import dev.understudy.learning.statistics.ClassCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Differences of two models with confidence intervals: whole tracks are drawn with replacement, since the views of one
 * physical object are not independent; both models are scored on each draw, and the interval is the middle 95 % of the
 * differences (percentile bootstrap; Efron and Tibshirani 1993, chapter 13).
 *
 * <p>A class that a draw lost altogether has no score in that draw, nor a part in its macro-F1.
 */
final class PairedBootstrap {

    static final int RESAMPLES = 1000;
    static final long SEED = 20_240_404;
    private static final double TAIL = 0.025;

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
        double[][] draws = new double[RESAMPLES][];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int r = 0; r < RESAMPLES; r++) {
            int[] times = new int[tracks.length];
            for (int i = 0; i < tracks.length; i++) {
                times[random.nextInt(tracks.length)]++;
            }
            draws[r] = differences(times);
        }
        Map<String, Comparison.Difference> out = new LinkedHashMap<>();
        List<String> names = names();
        for (int k = 0; k < values.length; k++) {
            if (!Double.isNaN(values[k])) {
                out.put(names.get(k), interval(values[k], draws, k));
            }
        }
        return new Comparison(tracks.length, RESAMPLES, SEED, out);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of("accuracy", "macro_f1"));
        classes.forEach(c -> names.add("f1." + c));
        classes.forEach(c -> names.add("recall." + c));
        return names;
    }

    private static Comparison.Difference interval(double value, double[][] draws, int k) {
        double[] sorted = Arrays.stream(draws).mapToDouble(d -> d[k]).filter(d -> !Double.isNaN(d)).sorted().toArray();
        int last = sorted.length - 1;
        return new Comparison.Difference(value, sorted[(int) Math.floor(TAIL * last)],
                sorted[(int) Math.ceil((1 - TAIL) * last)]);
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
