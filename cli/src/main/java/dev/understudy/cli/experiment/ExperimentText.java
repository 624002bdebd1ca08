package dev.understudy.cli.experiment;

import dev.understudy.cli.common.LearningText;
import dev.understudy.learning.experiment.ArmReport;
import dev.understudy.learning.experiment.CaseReport;
import dev.understudy.learning.experiment.Figure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The report for people: a table per stream, then what guarded joint training is worth. */
final class ExperimentText {

    private static final List<String> COLUMNS = List.of("target.point", "target.image", "target.served",
            "source.point", "source.served", "stream.served");

    private ExperimentText() {
    }

    static void print(PrintWriter out, ExperimentReport report) {
        LearningText.print(out, report.learning());
        out.printf(Locale.ROOT, "macro accuracy in percent, mean +- spread over the seeds %s [95 %% interval over "
                + "tracks]; target and source: held-out objects at the end of the stream, stream: as served, after the "
                + "shift%n", report.seeds());
        report.cases().forEach(c -> print(out, c));
    }

    private static void print(PrintWriter out, CaseReport c) {
        out.printf(Locale.ROOT, "%n%s, %.0f objects%n%-36s", c.label(), c.objects(), "");
        COLUMNS.forEach(name -> out.printf(Locale.ROOT, "%-25s", name));
        out.printf(Locale.ROOT, "labels right   live%n");
        for (ArmReport arm : c.arms()) {
            out.printf(Locale.ROOT, "%-36s", arm.arm());
            COLUMNS.forEach(name -> out.printf(Locale.ROOT, "%-25s", text(arm.macroAccuracy().get(name))));
            if (arm.steps() > 0) {
                out.printf(Locale.ROOT, "%5.1f of %3.0f %%  %d/%d", 100 * arm.labelPrecision(), 100 * arm.coverage(),
                        arm.published(), arm.candidates());
            }
            if (arm.forgedCandidates() > 0) {
                out.printf(Locale.ROOT, ", forged %d/%d", arm.forgedPublished(), arm.forgedCandidates());
            }
            if (arm.distrusted() > 0 || arm.brokenTaught() > 0) {
                out.printf(Locale.ROOT, ", %d robots distrusted, %.0f %% of the broken one's objects taken",
                        arm.distrusted(), 100 * arm.brokenTaught());
            }
            out.println();
        }
        c.claims().forEach((name, figure) -> out.printf(Locale.ROOT, "  %-32s %s%n", name, text(figure)));
        c.arms().stream().filter(arm -> arm.steps() > 0)
                .forEach(arm -> out.printf(Locale.ROOT, "  %s steps: %s%n", arm.arm(), arm.stepCounts()));
        c.arms().stream().filter(arm -> !arm.refusals().isEmpty())
                .forEach(arm -> out.printf(Locale.ROOT, "  %s refused: %s%n", arm.arm(), arm.refusals()));
        c.arms().stream().filter(arm -> !arm.alarms().isEmpty())
                .forEach(arm -> out.printf(Locale.ROOT, "  %s declined while live: %s%n", arm.arm(), arm.alarms()));
    }

    private static String text(Figure f) {
        return String.format(Locale.ROOT, "%.1f +- %.1f [%.1f, %.1f]", 100 * f.mean(), 100 * f.spread(),
                100 * f.low(), 100 * f.high());
    }
}
