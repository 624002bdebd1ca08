package dev.understudy.cli.demo;

import dev.understudy.learning.statistics.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Every scored object of a run, in the order of arrival. Thread-safe: the scorer adds, the view and the summary
 * read. A run scores some ten thousand objects, 40 bytes each.
 */
final class StreamScores {

    /** Objects in one window of the curves; about two seconds of a demo. */
    private static final int WINDOW = 400;
    /** Objects between two points of the curves. */
    private static final int STRIDE = 100;

    private final List<String> classNames;
    private final List<ScoredObject> objects = new ArrayList<>();

    StreamScores(List<String> classNames) {
        this.classNames = classNames;
    }

    /**
     * One object, as the frozen and as the serving model saw it; classes are indices of the taxonomy.
     *
     * @param domain name of the domain it was drawn from
     * @param modelVersion version that classified the event
     */
    record ScoredObject(long stampNanos, String domain, int truth, int frozen, int adapted, long modelVersion) {
    }

    synchronized void add(ScoredObject object) {
        objects.add(object);
    }

    synchronized int size() {
        return objects.size();
    }

    /** Accuracy of both over the newest window: frozen, adapted; NaN before the first object. */
    synchronized double[] recent() {
        List<ScoredObject> window = objects.subList(Math.max(0, objects.size() - WINDOW), objects.size());
        return new double[] {accuracy(window, ScoredObject::frozen), accuracy(window, ScoredObject::adapted)};
    }

    /**
     * Objects whose frame lies in the last quarter of the span of the stream. Of its time, not of its objects: a street
     * more crowded at the end would otherwise leave less time to have adapted in.
     */
    synchronized List<ScoredObject> lastQuarter() {
        if (objects.isEmpty()) {
            return List.of();
        }
        long first = objects.stream().mapToLong(ScoredObject::stampNanos).min().getAsLong();
        long last = objects.stream().mapToLong(ScoredObject::stampNanos).max().getAsLong();
        long from = last - (last - first) / 4;
        return objects.stream().filter(o -> o.stampNanos() >= from).toList();
    }

    synchronized List<ScoredObject> ofDomain(String domain) {
        return objects.stream().filter(o -> o.domain().equals(domain)).toList();
    }

    /** Seconds from the first frame to the first of another domain; NaN when there is only one. */
    synchronized double shiftSeconds() {
        if (objects.isEmpty()) {
            return Double.NaN;
        }
        List<ScoredObject> sorted = sorted();
        String before = sorted.get(0).domain();
        return sorted.stream().filter(o -> !o.domain().equals(before)).findFirst()
                .map(o -> (o.stampNanos() - sorted.get(0).stampNanos()) / 1e9).orElse(Double.NaN);
    }

    /** Seconds at which each further model version first spoke. */
    synchronized List<Double> swapSeconds() {
        List<Double> swaps = new ArrayList<>();
        long newest = Long.MIN_VALUE;
        List<ScoredObject> sorted = sorted();
        for (ScoredObject o : sorted) {
            if (o.modelVersion() > newest) {
                if (newest != Long.MIN_VALUE) {
                    swaps.add((o.stampNanos() - sorted.get(0).stampNanos()) / 1e9);
                }
                newest = o.modelVersion();
            }
        }
        return swaps;
    }

    synchronized List<CurvePoint> curve() {
        List<ScoredObject> sorted = sorted();
        List<CurvePoint> points = new ArrayList<>();
        for (int end = Math.min(WINDOW, sorted.size()); end <= sorted.size() && end > 0; end += STRIDE) {
            List<ScoredObject> window = sorted.subList(Math.max(0, end - WINDOW), end);
            double seconds = (sorted.get(end - 1).stampNanos() - sorted.get(0).stampNanos()) / 1e9;
            points.add(new CurvePoint(seconds, accuracy(window, ScoredObject::frozen),
                    accuracy(window, ScoredObject::adapted)));
        }
        return points;
    }

    /** Accuracy and macro-F1 of one of the two models over some objects. */
    ConfusionMatrix confusion(List<ScoredObject> of, ToIntFunction<ScoredObject> predicted) {
        ConfusionMatrix matrix = new ConfusionMatrix(classNames);
        of.forEach(o -> matrix.add(name(o.truth()), name(predicted.applyAsInt(o))));
        return matrix;
    }

    /** Name of a class index; {@code null}, the matrix's "said nothing", for unknown. */
    private String name(int index) {
        return index < 0 ? null : classNames.get(index);
    }

    private List<ScoredObject> sorted() {
        return objects.stream().sorted(Comparator.comparingLong(ScoredObject::stampNanos)).toList();
    }

    private static double accuracy(List<ScoredObject> of, ToIntFunction<ScoredObject> predicted) {
        return of.stream().mapToInt(o -> predicted.applyAsInt(o) == o.truth() ? 1 : 0).average().orElse(Double.NaN);
    }
}
