package dev.understudy.cli.bench;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.replay.metrics.ObjectRecovery;
import dev.understudy.replay.metrics.PairedRecall;
import dev.understudy.replay.scan.Scan;
import dev.understudy.replay.scan.ScanReader;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy bench objects}: labelled road users recovered, the gate, and the ground. */
@Command(name = "objects", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Count labelled road users that one cluster fits (70 % of the object's points, 70 % of the "
                + "cluster's, within 40 m, 20 points or more): adaptive mode against exact mode at 0.5 m on the same "
                + "ground; clusters that pass the proposal gate; ground against classes of points where there are any.")
public final class ObjectBenchCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LabelledInput input;

    @Option(names = "--frames", defaultValue = "all", paramLabel = "all|even|odd",
            description = "frames to score (default all)")
    private FrameChoice choice;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        ObjectScorer scorer = new ObjectScorer();
        try (ScanReader scans = input.open()) {
            int index = 0;
            for (Scan scan = scans.next(); scan != null; scan = scans.next()) {
                if (scan.truth() != null && choice.takes(index++)) {
                    scorer.add(scan, scans.groundLabels(scan));
                }
            }
        }
        ObjectScores scores = scorer.scores();
        if (scores.frames() == 0) {
            throw new UserError(ExitCode.INPUT, input.log() + ": no labelled frames");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Report.json(out, scores);
        } else {
            print(scores, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private void print(ObjectScores scores, PrintWriter out) {
        PairedRecall.Summary r = scores.recall();
        out.printf(Locale.ROOT, "%s: %d labelled frames (%s), %.0f clusters per frame%n", input.log(),
                scores.frames(), choice.name().toLowerCase(Locale.ROOT), scores.clustersPerFrame());
        out.printf(Locale.ROOT, "recovered of %d road users in %d tracks: adaptive %d, exact 0.5 m on the same ground "
                + "%d%n", r.objects(), r.tracks(), r.byOne(), r.byOther());
        out.printf(Locale.ROOT, "paired: %d won, %d lost; tracks: %d better, %d worse; recall %+.1f points "
                + "[%+.1f, %+.1f] (95 %%, drawn by track)%n", r.won(), r.lost(), r.tracksWon(), r.tracksLost(),
                100.0 * (r.byOne() - r.byOther()) / Math.max(1, r.objects()), 100 * r.low(), 100 * r.high());
        out.printf(Locale.ROOT, "gate: %.1f %% of clusters pass (%.1f %% in the worst frame); %d of %d recovered road "
                + "users within %.0f m lost%n", 100 * scores.passShare(), 100 * scores.worstPassShare(),
                scores.lostByGate(), r.byOne(), ObjectRecovery.MAX_RANGE);
        if (scores.ground() != null) {
            ObjectScores.Ground g = scores.ground();
            out.printf(Locale.ROOT, "ground: precision %.3f, recall %.3f, F1 %.3f over %d labelled points (road, "
                    + "markings, pavement, driveway and bare ground; vegetation not scored)%n", g.precision(),
                    g.recall(), g.f1(), g.points());
        }
    }
}
