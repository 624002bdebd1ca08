package dev.understudy.learning.statistics;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * How often each class occurred, was predicted, and was predicted rightly, and the scores that follow, the two macro
 * scores among them. Classes are indices; a prediction that is no class is a miss of the true class and a false alarm
 * of none.
 *
 * <p>A macro score is the mean over the classes that occur in the truth, so that a class never shown neither helps nor
 * hurts. A ratio whose denominator is 0 is 0.
 */
public final class ClassCounts {

    private final double[] right;
    private final double[] predicted;
    private final double[] objects;

    public ClassCounts(int classes) {
        right = new double[classes];
        predicted = new double[classes];
        objects = new double[classes];
    }

    /** Counts of predictions beside their truths, which are all classes. */
    public static ClassCounts of(int[] predictions, int[] truths) {
        ClassCounts counts = new ClassCounts(1 + Arrays.stream(truths).max().orElse(-1));
        for (int i = 0; i < truths.length; i++) {
            counts.add(truths[i], predictions[i], 1);
        }
        return counts;
    }

    /** Counts an object so many times, or by so much. */
    public void add(int truth, int prediction, double times) {
        objects[truth] += times;
        if (prediction >= 0 && prediction < predicted.length) {
            predicted[prediction] += times;
        }
        right[truth] += prediction == truth ? times : 0;
    }

    /** Objects of one class in the truth. */
    public double objects(int k) {
        return objects[k];
    }

    /** Share of all objects that were predicted rightly. */
    public double accuracy() {
        return ratio(Arrays.stream(right).sum(), Arrays.stream(objects).sum());
    }

    /** Share of the objects called by a class that are of it. */
    public double precision(int k) {
        return ratio(right[k], predicted[k]);
    }

    /** Share of a class's objects that were called by it. */
    public double recall(int k) {
        return ratio(right[k], objects[k]);
    }

    /** Harmonic mean of precision and recall. */
    public double f1(int k) {
        return ratio(2 * right[k], predicted[k] + objects[k]);
    }

    /** Macro accuracy: the mean recall. */
    public double macroAccuracy() {
        return macro(this::recall);
    }

    /** Macro-F1: the mean F1. */
    public double macroF1() {
        return macro(this::f1);
    }

    private double macro(IntToDoubleFunction score) {
        double sum = 0;
        int present = 0;
        for (int k = 0; k < objects.length; k++) {
            if (objects[k] > 0) {
                sum += score.applyAsDouble(k);
                present++;
            }
        }
        return present == 0 ? 0 : sum / present;
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
