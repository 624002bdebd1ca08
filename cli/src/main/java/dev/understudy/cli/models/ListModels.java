package dev.understudy.cli.models;

import dev.understudy.cli.common.Report;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code understudy models list}. */
@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
        description = "List every version: published ones, and candidates that the gate turned down.")
final class ListModels implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Override
    public void run() {
        ModelHistory history = ModelHistory.read(options);
        List<ModelVersion> versions = history.versions();
        PrintWriter out = spec.commandLine().getOut();
        ModelNotes.untrusted(history, spec.commandLine().getErr());
        if (options.json()) {
            Report.json(out, versions);
            return;
        }
        out.printf(Locale.ROOT, "%8s  %-10s  %8s  %-12s  %8s  %10s  %8s  %-24s  %s%n", "version", "state", "epoch",
                "digest", "parent", "steps", "MiB", "decided", "reason");
        for (ModelVersion version : versions) {
            out.printf(Locale.ROOT, "%8d  %-10s  %8d  %-12s  %8s  %10d  %8.2f  %-24s  %s%n", version.version(),
                    version.state(), version.epoch(), ModelNotes.brief(version.digest()),
                    Objects.toString(version.parent(), "-"), version.trainingSteps(),
                    version.bytes() / (double) (1 << 20), Objects.toString(version.decided(), "-"),
                    Report.printable(version.reason()));
        }
        history.frozen().ifPresent(entry -> out.println("training is frozen since "
                + Report.time(entry.event().getAtNs()) + " (" + Report.printable(entry.event().getReason())
                + "); understudy models resume makes it go on"));
        history.distrusted().forEach(entry -> out.println("robot " + Report.printable(entry.event().getRobot())
                + " teaches nothing since " + Report.time(entry.event().getAtNs()) + " ("
                + Report.printable(entry.event().getReason()) + ", " + Report.printable(entry.event().getReport())
                + "): look at its camera and its calibration"));
        out.flush();
    }
}
