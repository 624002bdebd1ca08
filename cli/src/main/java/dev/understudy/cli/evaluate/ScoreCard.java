package dev.understudy.cli.evaluate;

import dev.understudy.learning.statistics.CalibrationError;
import dev.understudy.learning.statistics.ConfusionMatrix;
import dev.understudy.learning.statistics.ConfusionMatrix.ClassScore;
import dev.understudy.learning.statistics.PrequentialCurve;
import dev.understudy.learning.taxonomy.Taxonomy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Computes one model's scores from the scored objects. */
final class ScoreCard {

    /** Edges of confidence; tenths are read more easily than the fifteenths of the calibration error. */
    private static final double[] CONFIDENCES = {0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1.0001};
    /** Edges of range, metres: the gate ends at 45. */
    private static final double[] RANGES = {0, 10, 20, 30, 40, 50};
    /** Edges of the number of points: doubling from the gate's fewest. */
    private static final double[] POINTS = {0, 20, 40, 80, 160, 320, 640, 1e9};
    /** Points of the curve, about. */
    private static final int CURVE_POINTS = 60;
    /** Smallest and largest window of the curve, objects. */
    private static final int MIN_WINDOW = 20;
    private static final int MAX_WINDOW = 400;

    private final Taxonomy taxonomy;
    private final List<ScoredObject> objects;
    private final int model;

    private ScoreCard(Taxonomy taxonomy, List<ScoredObject> objects, int model) {
        this.taxonomy = taxonomy;
        this.objects = objects.stream().sorted(Comparator.comparingLong(ScoredObject::stampNanos)
                .thenComparing(ScoredObject::track).thenComparingDouble(ScoredObject::range)).toList();
        this.model = model;
    }

    /** The scores, or {@code null} of no objects. */
    static ModelReport.Scores of(Taxonomy taxonomy, List<ScoredObject> objects, int model) {
        return objects.isEmpty() ? null : new ScoreCard(taxonomy, objects, model).scores();
    }

    private ModelReport.Scores scores() {
        ConfusionMatrix matrix = new ConfusionMatrix(taxonomy.classNames());
        CalibrationError calibration = new CalibrationError();
        for (ScoredObject o : objects) {
            matrix.add(o.truth(), said(o));
            calibration.add(o.said().get(model).score(), o.isRight(model));
        }
        int tracks = (int) objects.stream().map(ScoredObject::track).distinct().count();
        return new ModelReport.Scores(objects.size(), tracks,
                matrix.accuracy(), matrix.macroF1(), calibration.value(), perClass(matrix),
                matrix.rows(taxonomy.unknown()),
                bins(CONFIDENCES, o -> o.said().get(model).score()), bins(RANGES, ScoredObject::range),
                bins(POINTS, ScoredObject::points), curve());
    }

    private String said(ScoredObject object) {
        return object.said().get(model).className();
    }

    private Map<String, ClassScore> perClass(ConfusionMatrix matrix) {
        Map<String, ClassScore> out = new LinkedHashMap<>();
        matrix.scores().forEach((name, score) -> {
            if (score.support() > 0 || objects.stream().anyMatch(o -> said(o).equals(name))) {
                out.put(name, score);
            }
        });
        return out;
    }

    private List<ModelReport.Bin> bins(double[] edges, ToDoubleFunction<ScoredObject> quantity) {
        List<ModelReport.Bin> bins = new ArrayList<>();
        for (int i = 0; i + 1 < edges.length; i++) {
            double from = edges[i];
            double to = edges[i + 1];
            List<ScoredObject> in = objects.stream()
                    .filter(o -> quantity.applyAsDouble(o) >= from && quantity.applyAsDouble(o) < to).toList();
            bins.add(new ModelReport.Bin(from, to, in.size(),
                    in.stream().mapToDouble(quantity).average().orElse(Double.NaN),
                    in.stream().mapToInt(o -> o.isRight(model) ? 1 : 0).average().orElse(Double.NaN)));
        }
        return bins;
    }

    private List<PrequentialCurve.Point> curve() {
        int window = Math.max(MIN_WINDOW, Math.min(MAX_WINDOW, objects.size() / 10));
        PrequentialCurve curve = new PrequentialCurve(taxonomy.classNames(), window);
        objects.forEach(o -> curve.add(o.stampNanos(), o.truth(), said(o)));
        return onePerStamp(curve.points(Math.max(1, objects.size() / CURVE_POINTS)));
    }

    /** The last point of each stamp: objects of one frame were seen at once, not one after the other. */
    static List<PrequentialCurve.Point> onePerStamp(List<PrequentialCurve.Point> points) {
        Map<Long, PrequentialCurve.Point> byStamp = new LinkedHashMap<>();
        points.forEach(p -> byStamp.put(p.stampNanos(), p));
        return List.copyOf(byStamp.values());
    }
}
