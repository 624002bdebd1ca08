package dev.understudy.cli.classify;

import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.statistics.ConfusionMatrix.ClassScore;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/**
 * How a checkpoint did on a collection of labelled objects.
 *
 * @param skipped objects of classes the taxonomy ignores, by {@code dataset/class}
 * @param branches by name: {@code point}, {@code image} (objects with a picture only), {@code joint}
 * @param maths what the classes were computed with
 */
public record ClassificationReport(String checkpoint, long version, String taxonomy, int objects,
        Map<String, Integer> skipped, Map<String, Branch> branches, MathsReport maths) {

    /**
     * Scores in [0, 1] of one branch.
     *
     * @param trackAccuracy every physical object counts once
     * @param trackMacroAccuracy the same, averaged over classes
     * @param calibrationError expected calibration error over 15 bins
     * @param confusion true class to predicted class to objects
     */
    public record Branch(long objects, int tracks, double accuracy, double macroF1, double trackAccuracy,
            double trackMacroAccuracy, double calibrationError, Map<String, ClassScore> perClass,
            Map<String, Map<String, Long>> confusion) {
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%s, version %d, %s: %d objects scored, skipped %s%n", checkpoint, version, taxonomy,
                objects, skipped.isEmpty() ? "none" : skipped);
        out.printf(Locale.ROOT, "%-6s %8s %7s %9s %9s %15s %15s %12s%n", "", "objects", "tracks", "accuracy",
                "macro-F1", "accuracy/track", "macro acc/track", "calib. error");
        branches.forEach((name, b) -> out.printf(Locale.ROOT, "%-6s %8d %7d %9.3f %9.3f %15.3f %15.3f %12.3f%n", name,
                b.objects(), b.tracks(), b.accuracy(), b.macroF1(), b.trackAccuracy(), b.trackMacroAccuracy(),
                b.calibrationError()));
        Branch joint = branches.get("joint");
        out.printf(Locale.ROOT, "%njoint %11s %9s %9s %9s   called%n", "precision", "recall", "F1", "objects");
        joint.perClass().forEach((name, s) -> out.printf(Locale.ROOT, "%-12s %5.3f %9.3f %9.3f %9d   %s%n", name,
                s.precision(), s.recall(), s.f1(), s.support(), joint.confusion().get(name)));
        out.flush();
    }
}
