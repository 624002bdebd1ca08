package dev.understudy.cli.models;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy models live}. */
@Command(name = "live", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Say what was live at a time: by the trainer's decisions, on each instance by its report, and "
                + "for one robot by the events that name their model.")
final class LiveModels implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Option(names = "--at", paramLabel = "TIME", description = "ISO 8601, e.g. 2026-11-20T10:00:00Z (default now)")
    private String at;

    @Option(names = "--robot", paramLabel = "ROBOT",
            description = "also ask the events of this robot; needs --registry")
    private String robot;

    @Option(names = "--window", paramLabel = "MINUTES", defaultValue = "10",
            description = "with --robot: look at events written so long before and after (default ${DEFAULT-VALUE})")
    private long windowMinutes;

    @Override
    public void run() {
        long nanos = nanos();
        RobotModel asked = robot == null ? null
                : RobotModel.find(options.services(), robot, nanos, Duration.ofMinutes(windowMinutes));
        ModelHistory history = ModelHistory.read(options);
        LiveAt live = LiveAt.of(history, nanos, asked);
        PrintWriter out = spec.commandLine().getOut();
        ModelNotes.untrusted(history, spec.commandLine().getErr());
        if (options.json()) {
            Report.json(out, live);
            return;
        }
        print(live, out);
        out.flush();
    }

    private long nanos() {
        try {
            Instant time = at == null ? Instant.now() : Instant.parse(at);
            return Math.addExact(TimeUnit.SECONDS.toNanos(time.getEpochSecond()), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new UserError(ExitCode.USAGE, "--at: '" + Report.printable(at)
                    + "' is no time; write it as 2026-11-20T10:00:00Z", e);
        }
    }

    private void print(LiveAt live, PrintWriter out) {
        out.println("at " + live.at());
        out.println("decided: " + (live.decided() == null ? "nothing, so the bootstrap" : text(live.decided())));
        for (LiveAt.Live instance : live.instances()) {
            out.println("on " + Report.printable(instance.instance()) + ": " + text(instance));
        }
        if (live.instances().isEmpty()) {
            out.println("no instance had reported an adoption: the bootstrap served");
        }
        if (live.robot() != null) {
            print(live.robot(), out);
        }
    }

    private void print(RobotModel asked, PrintWriter out) {
        String name = "robot " + Report.printable(asked.robot()) + ": ";
        if (asked.before() == null && asked.after() == null) {
            out.println(name + "no event within " + windowMinutes + " minutes; a wider --window may find one");
        }
        line(name + "last event before", asked.before(), out);
        line(name + "first event after", asked.after(), out);
    }

    private static void line(String which, RobotModel.Spoke spoke, PrintWriter out) {
        if (spoke != null) {
            out.println(which + " (" + spoke.stamp() + "): version " + spoke.version() + " digest "
                    + ModelNotes.brief(spoke.digest()) + " of " + Report.printable(spoke.model()) + ", "
                    + Report.printable(spoke.weights()) + " weights, " + spoke.record());
        }
    }

    private static String text(LiveAt.Live live) {
        return "version " + live.version() + " epoch " + live.epoch() + " digest " + ModelNotes.brief(live.digest())
                + " since " + live.since();
    }
}
