package dev.understudy.learning.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Test-then-train scores along a labelled stream: every object is judged by the model that was live when it came.
 * Reports are in stamp order, whatever the order of adding (objects of equal stamp keep theirs). It keeps one small
 * entry per object of the stream.
 */
public final class PrequentialCurve {

    private final ConfusionMatrix names;
    private final int window;
    private final List<Entry> entries = new ArrayList<>();
    private boolean sorted = true;

    /**
     * Starts an empty curve.
     *
     * @param window objects over which a point of the curve is computed
     */
    public PrequentialCurve(List<String> classes, int window) {
        if (window < 1) {
            throw new IllegalArgumentException("a window holds at least 1 object, not " + window);
        }
        names = new ConfusionMatrix(classes);
        this.window = window;
    }

    /**
     * Counts one object.
     *
     * @param stampNanos Unix nanoseconds of its frame
     * @param predicted {@code null} when the model said nothing
     */
    public void add(long stampNanos, String truth, String predicted) {
        sorted &= entries.isEmpty() || entries.get(entries.size() - 1).stampNanos <= stampNanos;
        int column = predicted == null ? names.classes().size() : names.column(predicted);
        entries.add(new Entry(stampNanos, (short) names.indexOf(truth), (short) column));
    }

    /**
     * The curve: one point after every {@code step} objects, from the first full window on; a stream shorter than the
     * window has a single point at its end, an empty one none.
     */
    public List<Point> points(int step) {
        sort();
        List<Point> points = new ArrayList<>();
        int end = Math.min(window, entries.size());
        for (; end > 0 && end <= entries.size(); end += step) {
            ConfusionMatrix scores = range(Math.max(0, end - window), end);
            points.add(new Point(end, entries.get(end - 1).stampNanos, scores.accuracy(), scores.macroF1()));
        }
        return points;
    }

    private ConfusionMatrix range(int from, int to) {
        ConfusionMatrix scores = new ConfusionMatrix(names.classes());
        entries.subList(from, to).forEach(e -> scores.add(e.truth, e.predicted));
        return scores;
    }

    private void sort() {
        if (!sorted) {
            entries.sort(Comparator.comparingLong(Entry::stampNanos));
            sorted = true;
        }
    }

    private record Entry(long stampNanos, short truth, short predicted) {
    }

    /**
     * One point of the curve.
     *
     * @param objects objects of the stream so far
     * @param stampNanos stamp of the last of them
     * @param accuracy over the window that ends here
     * @param macroF1 over the same window
     */
    public record Point(int objects, long stampNanos, double accuracy, double macroF1) {
    }
}
