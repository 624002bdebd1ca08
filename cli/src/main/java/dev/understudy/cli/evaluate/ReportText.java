package dev.understudy.cli.evaluate;

import dev.understudy.learning.statistics.ConfusionMatrix.ClassScore;
import java.io.PrintWriter;
import java.util.Locale;

/** An evaluation as a table on the terminal. */
final class ReportText {

    private final PrintWriter out;

    ReportText(PrintWriter out) {
        this.out = out;
    }

    void print(EvaluationReport report) {
        line("%s, %s: %d frames (%d labelled), pairing %s", report.log(), report.way(), report.frames(),
                report.labelledFrames(), report.pairing());
        report.objectsDropped().forEach((why, n) -> line("objects left out: %d x %s", n, why));
        report.unusable().forEach((why, n) -> line("unusable: %d x %s", n, why));
        for (ModelReport model : report.models()) {
            line("%n%s: %s version %d, %d objects", model.checkpoint(), model.model(), model.version(), model.events());
            line("digest of the events  %s", model.eventDigest());
            if (model.scores() == null) {
                line("nothing to score: the log has no labels of the taxonomy's classes; called %s", model.said());
            } else {
                scores(model.scores());
            }
        }
        if (report.comparison() != null) {
            comparison(report.comparison());
        }
        if (!report.latency().isEmpty()) {
            line("%n%8s %9s %9s %9s  milliseconds", "records", "median", "95 %", "slowest");
            report.latency().forEach((stage, l) ->
                    line("%8d %9.2f %9.2f %9.2f  %s", l.records(), l.median(), l.p95(), l.max(), stage));
        }
        out.flush();
    }

    private void scores(ModelReport.Scores s) {
        line("%d objects scored, %d physical ones: accuracy %.3f, macro-F1 %.3f, calibration error %.3f", s.objects(),
                s.tracks(), s.accuracy(), s.macroF1(), s.calibrationError());
        line("%-12s %9s %9s %9s %9s   called", "", "precision", "recall", "F1", "objects");
        s.perClass().forEach((name, c) -> line("%-12s %9.3f %9s %9s %9d   %s", name, c.precision(),
                occurring(c, c.recall()), occurring(c, c.f1()), c.support(),
                c.support() > 0 ? s.confusion().get(name) : ""));
        bins("range, m", s.byRange());
        bins("points", s.byPoints());
    }

    /** What a class that does not occur in the labels has not. */
    private static String occurring(ClassScore score, double value) {
        return score.support() > 0 ? String.format(Locale.ROOT, "%.3f", value) : "-";
    }

    private void bins(String quantity, Iterable<ModelReport.Bin> bins) {
        StringBuilder row = new StringBuilder("accuracy by " + quantity + ":");
        for (ModelReport.Bin bin : bins) {
            if (bin.objects() > 0) {
                row.append(String.format(Locale.ROOT, "  %.0f+ %.3f (%d)", bin.from(), bin.accuracy(), bin.objects()));
            }
        }
        out.println(row);
    }

    private void comparison(Comparison comparison) {
        line("%nfirst less second, 95 %% intervals over %d physical objects (%d draws, seed %d)", comparison.tracks(),
                comparison.resamples(), comparison.seed());
        comparison.differences().forEach((name, d) -> line("%-20s %+.4f  [%+.4f, %+.4f]%s", name, d.value(), d.low(),
                d.high(), d.isClear() ? "  *" : ""));
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
