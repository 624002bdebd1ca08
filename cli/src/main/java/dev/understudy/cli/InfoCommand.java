package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.TopicFlags;
import dev.understudy.replay.inspect.LogInfo;
import dev.understudy.replay.inspect.LogInspector;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code understudy info}: what a log holds and what would be used for what. */
@Command(name = "info", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Say what a recorded drive holds (topics, counts, rates, calibration) and what is used for what.")
final class InfoCommand implements Callable<Integer> {

    private static final long NANOS_PER_MILLI = 1_000_000;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private TopicFlags topics;

    @Parameters(paramLabel = "LOG", description = "file or folder of the recording (${bundle:log-formats})")
    private Path log;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        LogInfo info = LogInspector.inspect(log, topics.options());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Report.json(out, info);
        } else {
            print(info, out);
        }
        out.flush();
        return info.warnings().isEmpty() ? ExitCode.OK : ExitCode.INPUT;
    }

    private static void print(LogInfo info, PrintWriter out) {
        out.println(info.name() + ": " + info.format());
        out.printf(Locale.ROOT, "%d messages in %.3f s from %s%n", info.messages(), info.seconds(),
                Instant.ofEpochMilli(info.startNanos() / NANOS_PER_MILLI));
        int name = width(info.topics().stream().map(LogInfo.Topic::name).toList());
        int type = width(info.topics().stream().map(LogInfo.Topic::type).toList());
        for (LogInfo.Topic t : info.topics()) {
            out.printf(Locale.ROOT, "  %-" + name + "s  %-" + type + "s  %-8s %7d  %s%n", t.name(), t.type(),
                    t.encoding(), t.messages(),
                    t.rateHz() > 0 ? String.format(Locale.ROOT, "%.1f Hz", t.rateHz()) : "");
        }
        lines("used", info.uses(), out);
        lines("note", info.notes(), out);
        lines("damaged", info.warnings(), out);
    }

    private static void lines(String heading, List<String> lines, PrintWriter out) {
        lines.forEach(line -> out.println(heading + ": " + line));
    }

    private static int width(List<String> cells) {
        return Math.max(1, cells.stream().mapToInt(String::length).max().orElse(1));
    }
}
