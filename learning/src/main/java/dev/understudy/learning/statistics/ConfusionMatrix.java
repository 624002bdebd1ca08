package dev.understudy.learning.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts of true against predicted classes. A prediction outside the classes ("unknown", or {@code null} for none) is
 * a miss of the true class and a false alarm of no class.
 *
 * <p>Empty cases: a ratio whose denominator is 0 is 0 (a class never predicted has precision 0, a class never seen has
 * recall 0, an empty matrix has accuracy 0; ask {@link #total()} first).
 */
public final class ConfusionMatrix {

    private final List<String> classes;
    private final long[][] counts;
    private final ClassCounts scores;

    /** Takes the classes in the order of the report. */
    public ConfusionMatrix(List<String> classes) {
        this.classes = List.copyOf(classes);
        counts = new long[classes.size()][classes.size() + 1];
        scores = new ClassCounts(classes.size());
    }

    /**
     * Counts one object.
     *
     * @throws IllegalArgumentException when {@code truth} is none of the classes
     */
    public void add(String truth, String predicted) {
        add(indexOf(truth), predicted == null ? classes.size() : column(predicted));
    }

    void add(int truth, int predicted) {
        counts[truth][predicted]++;
        scores.add(truth, predicted, 1);
    }

    /** Row of a true class. */
    int indexOf(String truth) {
        int index = classes.indexOf(truth);
        if (index < 0) {
            throw new IllegalArgumentException("no such class: " + truth + "; classes are " + classes);
        }
        return index;
    }

    /** Column of a prediction; the last one gathers whatever is none of the classes. */
    int column(String predicted) {
        int index = classes.indexOf(predicted);
        return index < 0 ? classes.size() : index;
    }

    public List<String> classes() {
        return classes;
    }

    /** Objects of class {@code truth} that were called {@code predicted}; {@code null} for anything else. */
    public long count(String truth, String predicted) {
        return counts[indexOf(truth)][predicted == null ? classes.size() : column(predicted)];
    }

    /**
     * Every true class that occurs, to what its objects were called, to objects; zeros are left out.
     *
     * @param others name of the column of whatever is none of the classes
     */
    public Map<String, Map<String, Long>> rows(String others) {
        Map<String, Map<String, Long>> rows = new LinkedHashMap<>();
        for (int truth = 0; truth < classes.size(); truth++) {
            Map<String, Long> row = new LinkedHashMap<>();
            for (int said = 0; said <= classes.size(); said++) {
                if (counts[truth][said] > 0) {
                    row.put(said < classes.size() ? classes.get(said) : others, counts[truth][said]);
                }
            }
            if (!row.isEmpty()) {
                rows.put(classes.get(truth), row);
            }
        }
        return rows;
    }

    public long total() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    public double accuracy() {
        return scores.accuracy();
    }

    /** As {@link ClassCounts#macroF1}. */
    public double macroF1() {
        return scores.macroF1();
    }

    public ClassScore score(String name) {
        return score(indexOf(name));
    }

    /** Scores of every class, in the classes' order. */
    public Map<String, ClassScore> scores() {
        Map<String, ClassScore> out = new LinkedHashMap<>();
        classes.forEach(c -> out.put(c, score(c)));
        return out;
    }

    private ClassScore score(int c) {
        return new ClassScore(scores.precision(c), scores.recall(c), scores.f1(c), (long) scores.objects(c));
    }

    /**
     * Scores of one class, each in [0, 1].
     *
     * @param support objects of the class in the truth
     */
    public record ClassScore(double precision, double recall, double f1, long support) {
    }
}
