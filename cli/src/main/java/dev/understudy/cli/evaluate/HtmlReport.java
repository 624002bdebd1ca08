package dev.understudy.cli.evaluate;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.learning.statistics.ConfusionMatrix.ClassScore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An evaluation as one page that needs nothing beside it; light or dark as the reader's system is. */
final class HtmlReport {

    private final EvaluationReport report;
    private final Examples examples;
    private final List<String> names;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(EvaluationReport report, Examples examples) {
        this.report = report;
        this.examples = examples;
        this.names = report.models().stream().map(ModelReport::checkpoint).toList();
    }

    /** @throws UserError when the file cannot be written */
    static void write(Path file, EvaluationReport report, Examples examples) {
        try {
            Files.writeString(file, of(report, examples));
        } catch (IOException e) {
            throw new UserError(ExitCode.INPUT, "--report " + file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    static String of(EvaluationReport report, Examples examples) {
        return new HtmlReport(report, examples).page();
    }

    private String page() {
        add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>%s</title>\n<style>\n", report.log());
        html.append(style()).append("</style></head><body><main>\n");
        head();
        if (report.first().scores() == null) {
            add("<div class=\"card wide\"><p>The log has no labels of the taxonomy's classes: nothing to score."
                    + "</p></div>");
        } else {
            scored();
        }
        latency();
        return html.append("</main></body></html>\n").toString();
    }

    private void scored() {
        tiles();
        plots();
        if (report.comparison() != null) {
            comparison(report.comparison());
        }
        for (ModelReport model : report.models()) {
            html.append("<div class=\"row\">");
            perClass(model);
            confusion(model);
            html.append("</div>");
        }
        examples("Worst mistakes first: the surest wrong answers", examples.worst());
        examples("For comparison: the surest right answers", examples.best());
    }

    private void head() {
        add("<h1>%s</h1><p class=\"soft\">%s; %d LiDAR frames, %d labelled; pairing %s; classes %s</p>", report.log(),
                report.way(), report.frames(), report.labelledFrames(), report.pairing(), report.taxonomy());
        report.objectsDropped().forEach((why, n) -> add("<p class=\"wrong\">%d objects left out: %s</p>", n, why));
        report.unusable().forEach((why, n) -> add("<p class=\"wrong\">%d × %s</p>", n, why));
        for (int m = 0; m < names.size(); m++) {
            ModelReport model = report.models().get(m);
            add("<p class=\"mono\"><b>%s%s</b>, %s version %d, manifest %s<br>digest of %d events %s</p>",
                    names.size() > 1 ? "AB".charAt(m) + ": " : "", names.get(m), model.model(), model.version(),
                    model.modelDigest(), model.events(), model.eventDigest());
        }
        add("<p class=\"soft\">computed with %s</p>", report.maths());
    }

    private void tiles() {
        html.append("<div class=\"tiles\">");
        ModelReport.Scores s = report.first().scores();
        tile("%.1f %%", 100 * s.accuracy(), "accuracy");
        tile("%.1f %%", 100 * s.macroF1(), "macro-F1");
        tile("%.3f", s.calibrationError(), "calibration error");
        tile("%.0f", s.objects(), "objects scored");
        tile("%.0f", s.tracks(), "physical objects");
        html.append("</div>\n");
    }

    private void tile(String format, double value, String name) {
        add("<div class=\"tile\"><b>%s</b><span>%s</span></div>", String.format(Locale.ROOT, format, value), name);
    }

    private void plots() {
        ReportPlots plots = new ReportPlots(report.models().stream().map(ModelReport::scores).toList());
        if (names.size() > 1) {
            add("<p class=\"key\"><i></i>A: %s<i class=\"b\"></i>B: %s</p>", names.get(0), names.get(1));
        }
        html.append("<div class=\"row\">");
        card("Is it as right as it says?", plots.reliability());
        card("Accuracy by range", plots.byRange());
        card("Accuracy by points", plots.byPoints());
        html.append("</div><div class=\"row\">");
        card("Accuracy along the log", plots.accuracyCurve());
        card("Macro-F1 along the log", plots.macroF1Curve());
        html.append("</div>\n");
    }

    private void card(String title, String content) {
        add("<div class=\"card\"><h2>%s</h2>", title);
        html.append(content).append("</div>\n");
    }

    private void comparison(Comparison c) {
        add("<div class=\"row\"><div class=\"card\"><h2>A less B</h2><p class=\"soft\">%d physical objects drawn with "
                + "replacement %d times, seed %d</p>", c.tracks(), c.resamples(), c.seed());
        html.append(ReportPlots.differences(c.differences()));
        html.append("</div><div class=\"card\"><h2>Differences</h2><table><tr><th></th><th>A − B</th>"
                + "<th>95 % interval</th></tr>");
        c.differences().forEach((name, d) -> add("<tr><td>%s</td><td>%s</td><td>%s to %s%s</td></tr>", name,
                signed(d.value()), signed(d.low()), signed(d.high()), d.isClear() ? " *" : ""));
        html.append("</table></div></div>\n");
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }

    private void perClass(ModelReport model) {
        add("<div class=\"card\"><h2>Classes, %s</h2><table><tr><th></th><th>precision</th><th>recall</th>"
                + "<th>F1</th><th>objects</th></tr>", model.checkpoint());
        model.scores().perClass().forEach((name, s) -> add("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td>"
                + "<td>%d</td></tr>", name, ratio(s.precision()), occurring(s, s.recall()), occurring(s, s.f1()),
                s.support()));
        html.append("</table></div>");
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** What a class that does not occur in the labels has not. */
    private static String occurring(ClassScore score, double value) {
        return score.support() > 0 ? ratio(value) : "–";
    }

    private void confusion(ModelReport model) {
        Map<String, Map<String, Long>> rows = model.scores().confusion();
        Set<String> columns = new LinkedHashSet<>(rows.keySet());
        rows.values().forEach(row -> columns.addAll(row.keySet()));
        html.append("<div class=\"card\" style=\"overflow-x:auto\"><h2>Confusion: rows are, columns were called</h2>"
                + "<table class=\"matrix\"><tr><th></th>");
        columns.forEach(c -> add("<th>%s</th>", c));
        rows.forEach((truth, row) -> {
            long all = row.values().stream().mapToLong(Long::longValue).sum();
            add("</tr><tr><td>%s</td>", truth);
            columns.forEach(c -> {
                long n = row.getOrDefault(c, 0L);
                add("<td style=\"background:rgba(var(--heat),%s)\">%s</td>",
                        String.format(Locale.ROOT, "%.2f", 0.55 * n / all), n == 0 ? "" : Long.toString(n));
            });
        });
        html.append("</tr></table></div>\n");
    }

    private void examples(String title, List<Examples.Example> shown) {
        if (!shown.isEmpty()) {
            add("<div class=\"wide\"><h2>%s</h2><p class=\"soft\">camera's crop, and the view from above with driving "
                    + "direction up: found box solid, label dashed; one view of each physical object</p>", title);
            html.append(ExampleCards.of(shown, names)).append("</div>\n");
        }
    }

    private void latency() {
        if (!report.latency().isEmpty()) {
            html.append("<div class=\"card wide\"><h2>Latency per stage, milliseconds</h2><table><tr><th></th>"
                    + "<th>records</th><th>median</th><th>95 %</th><th>slowest</th></tr>");
            report.latency().forEach((stage, l) -> add("<tr><td>%s</td><td>%d</td><td>%s</td><td>%s</td><td>%s</td>"
                    + "</tr>", stage, l.records(), ms(l.median()), ms(l.p95()), ms(l.max())));
            html.append("</table></div>\n");
        }
    }

    private static String ms(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Adds markup; values are escaped. */
    private void add(String format, Object... values) {
        Object[] safe = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            safe[i] = values[i] instanceof Number ? values[i] : HtmlText.escape(String.valueOf(values[i]));
        }
        html.append(String.format(Locale.ROOT, format, safe));
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource report.css", e);
        }
    }
}
