package dev.understudy.cli.bench;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.segment.SegmentationOptions;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.replay.scan.Scan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy bench segmentation}: time and memory per frame on one thread. */
@Command(name = "segmentation", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Time ground, clusters and boxes per frame on one thread: stages, thread-CPU time, allocation, "
                + "warm-up. Times hold for this machine and its load; compare ratios.")
public final class SegmentationBenchCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "LOG", description = "recording, or folder of bare .bin scans")
    private Path log;

    @Mixin
    private SegmentationOptions options;

    @Option(names = "--frames", defaultValue = "100", description = "most different frames to load (default 100)")
    private int maxFrames;

    @Option(names = "--warm-up", defaultValue = "300", description = "frames segmented before timing (default 300)")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "10", description = "times each frame is timed (default 10)")
    private int rounds;

    @Option(names = "--each", description = "print the thread-CPU time of every frame, too: the median of its rounds")
    private boolean each;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        SegmentationConfig config = options.config();
        List<Scan> scans = BenchInput.scans(log, maxFrames);
        List<int[]> masks = new ArrayList<>();
        scans.forEach(scan -> masks.add(options.mask(scan)));
        SegmentationSpeed speed = new SegmentationTimer(config, scans, masks).measure(warmUp, rounds);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Report.json(out, speed);
        } else {
            print(speed, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private void print(SegmentationSpeed speed, PrintWriter out) {
        out.printf(Locale.ROOT, "%s, %s mode: %d frames of %d points (median), %d rounds, one thread%n", log,
                options.mode().name().toLowerCase(Locale.ROOT), speed.frames(), speed.medianPoints(), speed.rounds());
        out.printf(Locale.ROOT, "%-16s %8s %8s%n", "ms per frame", "median", "p90");
        row(out, "thread CPU", speed.cpuMillis());
        row(out, "wall clock", speed.wallMillis());
        speed.stageMillis().forEach((stage, millis) -> row(out, "  " + stage, millis));
        out.printf(Locale.ROOT, "p90 / median    %9.2f (thread CPU)%n",
                speed.cpuMillis().p90() / speed.cpuMillis().median());
        out.printf(Locale.ROOT, "allocated       %9d bytes per frame%n", speed.allocatedBytesPerFrame());
        warmUp(out, "thread CPU", speed, SegmentationSpeed.WarmUp::medianCpuMillis);
        warmUp(out, "wall", speed, SegmentationSpeed.WarmUp::medianMillis);
        if (each) {
            speed.each().forEach(frame -> out.printf(Locale.ROOT, "frame %s  %d points %9.3f ms%n", frame.name(),
                    frame.points(), frame.cpuMillis()));
        }
    }

    private static void warmUp(PrintWriter out, String clock, SegmentationSpeed speed,
            ToDoubleFunction<SegmentationSpeed.WarmUp> millis) {
        out.printf(Locale.ROOT, "warm-up, %s ms:", clock);
        speed.warmUp().forEach(w -> out.printf(Locale.ROOT, " %s %.1f;", w.first() == w.last()
                ? "frame " + w.first() : w.first() + "-" + w.last(), millis.applyAsDouble(w)));
        out.println();
    }

    private static void row(PrintWriter out, String name, TimeQuantiles millis) {
        out.printf(Locale.ROOT, "%-16s %8.2f %8.2f%n", name, millis.median(), millis.p90());
    }
}
