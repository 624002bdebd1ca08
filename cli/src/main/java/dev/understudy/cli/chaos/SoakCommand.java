package dev.understudy.cli.chaos;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.run.Logging;
import dev.understudy.cli.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy soak}: the whole system at a steady rate for long, and what it takes. */
@Command(name = "soak", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run broker, stream and trainer as processes at the rate this machine can keep, watch memory, "
                + "state stores and lag, and audit every topic. Exit code 5 when something grows or an invariant does "
                + "not hold.",
        footer = {"", "With --swaps the trainer writes down what it was taught and publishes often, until so many "
                + "checkpoints have gone live: batches during a swap are timed apart."})
public final class SoakCommand implements Callable<Integer> {

    private static final int DEFAULT_MINUTES = 30;
    private static final int LEARNING_STEPS = 50;
    /** Accepted samples from one checkpoint to the next where swaps are what it is about: some seconds' worth. */
    private static final int SWAPPING_STEPS = 120;
    private static final int SECONDS_PER_MINUTE = 60;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--minutes", defaultValue = "" + DEFAULT_MINUTES,
            description = "length of the measured part (default ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--swaps", paramLabel = "N", defaultValue = "0",
            description = "end when so many checkpoints have gone live (default: never)")
    private int swaps;

    @Option(names = "--rate", paramLabel = "HZ", defaultValue = "0",
            description = "LiDAR frames per second of the fleet (default: --share of what this machine can take)")
    private double rate;

    @Option(names = "--share", defaultValue = "0.6",
            description = "of the machine's capacity (default ${DEFAULT-VALUE})")
    private double share;

    @Option(names = "--seed", defaultValue = "1", description = "seed of the frames (default 1)")
    private long seed;

    @Option(names = "--run-dir", paramLabel = "DIR", description = "folder of the run (default runs/soak-<time>)")
    private Path runDir;

    @Option(names = "--json", description = "print the report as JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!(minutes > 0) || swaps < 0 || rate < 0 || !(share > 0 && share <= 1)) {
            throw new UserError(ExitCode.USAGE, "--minutes is positive, --swaps and --rate are not negative, --share "
                    + "is above 0 and at most 1");
        }
        RunFolder folder = RunFolder.createNew(Path.of("runs"), "soak", runDir);
        Logging.toFile(folder.file("run.log"));
        PrintWriter err = spec.commandLine().getErr();
        err.println("run folder " + folder.path());
        err.flush();
        SoakSettings settings = new SoakSettings(seed,
                Duration.ofMillis((long) (minutes * SECONDS_PER_MINUTE * 1000)), swaps, rate, share, swaps == 0,
                swaps == 0 ? LEARNING_STEPS : SWAPPING_STEPS, folder.path());
        SoakReport report = new SoakRun(settings, line -> {
            err.println(line);
            err.flush();
        }).run();
        Files.writeString(folder.file("soak.json"), Report.json(report));
        print(report, spec.commandLine().getOut());
        return report.clean() ? ExitCode.OK : ExitCode.VIOLATION;
    }

    private void print(SoakReport report, PrintWriter out) {
        if (json) {
            Report.json(out, report);
            return;
        }
        new TreeMap<>(report.counts()).forEach((what, number) -> out.printf(Locale.ROOT, "%8d %s%n", number, what));
        out.printf(Locale.ROOT, "%.1f LiDAR frames/s for %.1f min, %d records sent late%n", report.rate(),
                report.seconds() / SECONDS_PER_MINUTE, report.lateRecords());
        print(out, "batches", report.latency());
        print(out, "batches with a swap (" + report.swaps() + " swaps)", report.swapLatency());
        out.printf(Locale.ROOT, "%-28s %10s %12s %10s %8s%n", "", "mean", "per hour", "growth", "at most");
        report.trends().forEach(trend -> print(out, trend));
        report.endedAlone().forEach(who -> out.println("started again: " + who));
        report.violations().forEach(violation -> out.println("VIOLATED " + violation));
        out.println(report.clean() ? "flat, and no invariant violated" : "NOT CLEAN");
        out.flush();
    }

    private static void print(PrintWriter out, SoakTrend t) {
        String verdict = Double.isNaN(t.growth()) ? "  too short to tell" : t.flat() ? "" : "  GROWS";
        out.printf(Locale.ROOT, "%-28s %10.1f %+12.2f %+10.2f %8.1f%s%n", t.name(), t.mean(), t.slopePerHour(),
                t.growth(), t.limit(), verdict);
    }

    private static void print(PrintWriter out, String what, SoakReport.Latency latency) {
        out.printf(Locale.ROOT, "%s: %d, median %.1f ms, p99 %.1f ms%n", what, latency.batches(), latency.p50Millis(),
                latency.p99Millis());
    }
}
