package dev.understudy.cli.bench;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.replay.metrics.TrackingScore;
import dev.understudy.replay.scan.Scan;
import dev.understudy.replay.scan.ScanReader;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy bench tracking}: MOTA and IDF1 beside a plain tracker at its best. */
@Command(name = "tracking", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Score track ids against labels: MOTA and IDF1 over labelled road users within 40 m with 20 "
                + "points or more, beside the nearest centroid of the last frame, at the radius and in the frame of "
                + "reference in which it does best. Both see the same clusters.")
public final class TrackingBenchCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LabelledInput input;

    @Option(names = "--every", paramLabel = "N", defaultValue = "1",
            description = "use each N-th frame only, as a slower LiDAR would give (default 1)")
    private int every;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    private record Row(double mota, double idf1, int switches, int objects, int tracks) {

        static Row of(TrackingScore score) {
            return new Row(score.mota(), score.idf1(), score.switches(), score.objects(), score.tracks());
        }
    }

    @Override
    public Integer call() {
        if (every < 1) {
            throw new UserError(ExitCode.USAGE, "--every must be at least 1, got " + every);
        }
        TrackingScorer scorer = new TrackingScorer();
        try (ScanReader scans = input.open()) {
            int read = 0;
            for (Scan scan = scans.next(); scan != null; scan = scans.next()) {
                if (read++ % every == 0 && scan.truth() != null) {
                    scorer.add(scan);
                }
            }
        }
        if (scorer.frames() == 0) {
            throw new UserError(ExitCode.INPUT, input.log() + ": no labelled frames");
        }
        Map<String, Row> rows = new LinkedHashMap<>();
        scorer.scores().forEach((name, score) -> rows.put(name, Row.of(score)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Report.json(out, rows);
        } else {
            print(rows, scorer.frames(), out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private void print(Map<String, Row> rows, int frames, PrintWriter out) {
        Row ours = rows.get(TrackingScorer.OURS);
        out.printf(Locale.ROOT, "%s: %d labelled frames, %d road users in %d tracks%n", input.log(), frames,
                ours.objects(), ours.tracks());
        row(out, TrackingScorer.OURS, ours);
        row(out, "best by MOTA: ", best(rows, Row::mota), rows);
        row(out, "best by IDF1: ", best(rows, Row::idf1), rows);
    }

    private static String best(Map<String, Row> rows, ToDoubleFunction<Row> score) {
        return rows.keySet().stream().filter(name -> !name.equals(TrackingScorer.OURS))
                .max(Comparator.comparingDouble(name -> score.applyAsDouble(rows.get(name)))).orElseThrow();
    }

    private static void row(PrintWriter out, String why, String name, Map<String, Row> rows) {
        row(out, why + name, rows.get(name));
    }

    private static void row(PrintWriter out, String name, Row row) {
        out.printf(Locale.ROOT, "  %-56s MOTA %.3f  IDF1 %.3f  id switches %d%n", name, row.mota(), row.idf1(),
                row.switches());
    }
}
