package dev.understudy.learning.gate;

import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.model.ClassScores;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * What a model is sure of: objects that both its branches, each alone, name alike, with a mean probability above a
 * limit. Two sensors that agree are rarely both wrong, so what contradicts them is suspect.
 */
final class SureAnswers {

    private final int[] objects;
    private final int[] labels;

    private SureAnswers(int[] objects, int[] labels) {
        this.objects = objects;
        this.labels = labels;
    }

    static SureAnswers of(ClassScores scores, double confidence) {
        int[] objects = IntStream.range(0, scores.size()).filter(i -> isSure(scores, i, confidence)).toArray();
        return new SureAnswers(objects, Arrays.stream(objects).map(i -> Fusion.argmax(scores.point()[i])).toArray());
    }

    private static boolean isSure(ClassScores scores, int i, double confidence) {
        float[] image = scores.image()[i];
        int label = Fusion.argmax(scores.point()[i]);
        return image != null && Fusion.argmax(image) == label && probability(scores, i, label) > confidence;
    }

    int count() {
        return objects.length;
    }

    /** Mean over the sure answers of what {@code worth} makes of an object's index and the label it has here. */
    double mean(ToDoubleBiFunction<Integer, Integer> worth) {
        double sum = 0;
        for (int i = 0; i < objects.length; i++) {
            sum += worth.applyAsDouble(objects[i], labels[i]);
        }
        return sum / objects.length;
    }

    /** The lowest mean over so many sure answers in a row: what begins late is not hidden by what was before. */
    double lowestMean(int run, ToDoubleBiFunction<Integer, Integer> worth) {
        double[] worths = IntStream.range(0, objects.length)
                .mapToDouble(i -> worth.applyAsDouble(objects[i], labels[i])).toArray();
        return IntStream.rangeClosed(0, worths.length - run)
                .mapToDouble(from -> Arrays.stream(worths, from, from + run).average().orElseThrow())
                .min().orElseThrow();
    }

    /** The probability that {@code scores} leave to a label: the mean of the branches that speak. */
    static double probability(ClassScores scores, int i, int label) {
        float point = scores.point()[i][label];
        return scores.image()[i] == null ? point : (point + scores.image()[i][label]) / 2;
    }
}
