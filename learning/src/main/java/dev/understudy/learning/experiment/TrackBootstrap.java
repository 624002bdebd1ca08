package dev.understudy.learning.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Macro accuracy on draws of whole tracks with replacement, since views of one physical object are not independent
 * (Efron and Tibshirani 1993, chapter 13). Every arm is scored on the same draws, so that differences are paired.
 */
final class TrackBootstrap {

    static final int RESAMPLES = 1000;

    private final int[] truth;
    private final int[][] times;
    private final int classes;

    /**
     * Draws.
     *
     * @param from objects before this one are not scored
     */
    TrackBootstrap(ObjectList objects, int from, long seed) {
        this.truth = Arrays.copyOfRange(objects.truth(), from, objects.truth().length);
        int[] track = Arrays.copyOfRange(objects.track(), from, objects.track().length);
        this.classes = 1 + Arrays.stream(truth).max().orElse(0);
        int[] tracks = Arrays.stream(track).distinct().toArray();
        this.times = new int[RESAMPLES + 1][];
        times[0] = new int[truth.length];
        Arrays.fill(times[0], 1);
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = new int[1 + Arrays.stream(track).max().orElse(0)];
        for (int r = 1; r <= RESAMPLES; r++) {
            Arrays.fill(drawn, 0);
            for (int i = 0; i < tracks.length; i++) {
                drawn[tracks[random.nextInt(tracks.length)]]++;
            }
            times[r] = Arrays.stream(track).map(t -> drawn[t]).toArray();
        }
    }

    /** Macro accuracy, first of the objects as they are, then of every draw; a class a draw lost does not count. */
    double[] macro(int[] predicted, int from) {
        double[] out = new double[times.length];
        for (int r = 0; r < times.length; r++) {
            long[] right = new long[classes];
            long[] all = new long[classes];
            for (int i = 0; i < truth.length; i++) {
                if (truth[i] >= 0) {
                    all[truth[i]] += times[r][i];
                    right[truth[i]] += predicted[from + i] == truth[i] ? times[r][i] : 0;
                }
            }
            List<Double> recalls = new ArrayList<>();
            for (int k = 0; k < classes; k++) {
                if (all[k] > 0) {
                    recalls.add((double) right[k] / all[k]);
                }
            }
            out[r] = recalls.stream().mapToDouble(d -> d).average().orElse(0);
        }
        return out;
    }
}
