package dev.understudy.cli.evaluate;

import dev.understudy.learning.statistics.PrequentialCurve.Point;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The plots of a report, each of one or two models. */
final class ReportPlots {

    private static final double[] UNIT = {0, 1};
    private static final double NANOS = 1e9;
    /** Points of a curve up to which each is marked. */
    private static final int DOTTED = 30;
    private static final int MAX_STEPS = 6;
    private static final List<String> STYLES = List.of("a", "b");

    private final List<ModelReport.Scores> models;

    ReportPlots(List<ModelReport.Scores> models) {
        this.models = models;
    }

    /** Accuracy by stated confidence; on the diagonal a model is as right as it says. */
    String reliability() {
        Plot plot = new Plot(360, 300, UNIT, UNIT, "accuracy by stated confidence").yTicks(5)
                .line("guide", 0, 0, 1, 1).xLabel("stated confidence");
        for (int t = 0; t <= 5; t++) {
            plot.xTick(t / 5.0, String.format(Locale.ROOT, "%.1f", t / 5.0));
        }
        for (int m = 0; m < models.size(); m++) {
            List<ModelReport.Bin> bins = models.get(m).reliability().stream().filter(b -> b.objects() > 0).toList();
            plot.path(STYLES.get(m), bins.stream().map(b -> new double[] {b.mean(), b.accuracy()}).toList());
            for (ModelReport.Bin b : bins) {
                plot.dot("fill-" + STYLES.get(m), b.mean(), b.accuracy(), 2.5 + 1.5 * StrictMath.log10(b.objects()),
                        tip("said %.2f, right %.3f, %d objects", b.mean(), b.accuracy(), b.objects()));
            }
        }
        return plot.svg();
    }

    String byRange() {
        return bars(ModelReport.Scores::byRange, "metres from the sensor", "accuracy by range");
    }

    String byPoints() {
        return bars(ModelReport.Scores::byPoints, "points on the object", "accuracy by points");
    }

    private String bars(Function<ModelReport.Scores, List<ModelReport.Bin>> of, String xLabel,
            String title) {
        List<ModelReport.Bin> first = of.apply(models.get(0));
        Plot plot = new Plot(360, 300, new double[] {0, first.size()}, new double[] {0, 1.1}, title).xLabel(xLabel);
        for (int t = 0; t <= 5; t++) {
            plot.yTick(t / 5.0, String.format(Locale.ROOT, "%.1f", t / 5.0));
        }
        double wide = 0.76 / models.size();
        for (int i = 0; i < first.size(); i++) {
            ModelReport.Bin bin = first.get(i);
            plot.xTick(i + 0.5, tip("%.0f+", bin.from()));
            for (int m = 0; m < models.size(); m++) {
                ModelReport.Bin b = of.apply(models.get(m)).get(i);
                double from = i + 0.12 + m * wide;
                if (b.objects() > 0) {
                    plot.bar("fill-" + STYLES.get(m), from, from + wide - 0.03, b.accuracy(),
                            tip("%.3f of %d objects", b.accuracy(), b.objects()));
                }
            }
            if (bin.objects() > 0) {
                int place = i;
                plot.value(i + 0.5, models.stream().mapToDouble(m -> of.apply(m).get(place).accuracy()).max()
                        .orElse(0), "n " + bin.objects());
            }
        }
        return plot.svg();
    }

    String accuracyCurve() {
        return curve(Point::accuracy, "accuracy along the log");
    }

    String macroF1Curve() {
        return curve(Point::macroF1, "macro-F1 along the log");
    }

    private String curve(ToDoubleFunction<Point> of, String title) {
        long start = models.get(0).curve().get(0).stampNanos();
        double end = Math.max(1e-3, models.stream().flatMap(m -> m.curve().stream())
                .mapToDouble(p -> (p.stampNanos() - start) / NANOS).max().orElse(1));
        Plot plot = new Plot(540, 260, new double[] {0, end}, UNIT, title).yTicks(5)
                .xLabel("seconds since the first full window");
        double step = roundStep(end);
        for (int t = 0; t * step <= end * (1 + 1e-9); t++) {
            plot.xTick(t * step, tip(step < 0.1 ? "%.2f" : step < 1 ? "%.1f" : "%.0f", t * step));
        }
        for (int m = 0; m < models.size(); m++) {
            String style = STYLES.get(m);
            List<Point> points = models.get(m).curve();
            plot.path(style, points.stream().map(p -> new double[] {(p.stampNanos() - start) / NANOS,
                of.applyAsDouble(p)}).toList());
            if (points.size() <= DOTTED) {
                points.forEach(p -> plot.dot("fill-" + style, (p.stampNanos() - start) / NANOS, of.applyAsDouble(p),
                        2.5, tip("%.3f after %d objects", of.applyAsDouble(p), p.objects())));
            }
        }
        return plot.svg();
    }

    /** The smallest of 1, 2 and 5 times a power of ten that makes at most six steps. */
    static double roundStep(double end) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(end / MAX_STEPS)));
        for (double step : new double[] {power, 2 * power, 5 * power}) {
            if (end <= MAX_STEPS * step) {
                return step;
            }
        }
        return 10 * power;
    }

    /** Differences with their intervals, one row each. */
    static String differences(Map<String, Comparison.Difference> differences) {
        double reach = 0.01;
        for (Comparison.Difference d : differences.values()) {
            reach = Math.max(reach, Math.max(Math.abs(d.low()), Math.abs(d.high())));
        }
        int rows = differences.size();
        int[] row = {rows};
        Plot plot = new Plot(540, 54 + 20 * rows, new double[] {-1.8 * reach, 1.15 * reach}, new double[] {0, rows},
                "paired differences").line("guide", 0, 0, 0, rows).xLabel("first less second, 95 % interval");
        for (double t : new double[] {-reach, 0, reach}) {
            plot.xTick(t, tip("%+.3f", t));
        }
        double left = -1.75 * reach;
        differences.forEach((name, d) -> {
            double at = --row[0] + 0.5;
            plot.left(left, at, name).line("a", d.low(), at, d.high(), at)
                    .dot("fill-a", d.value(), at, 4, tip("%+.4f [%+.4f, %+.4f]", d.value(), d.low(), d.high()));
        });
        return plot.svg();
    }

    private static String tip(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
