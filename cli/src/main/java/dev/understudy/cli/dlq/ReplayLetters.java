package dev.understudy.cli.dlq;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy dlq replay}. */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Send the original bytes back to the original topic, after what killed them has been mended. The "
                + "header replayed-from names the letter, which stays where it is. Exit code 3 when one cannot be "
                + "sent.")
final class ReplayLetters implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LetterOptions options;

    @Option(names = "--all", description = "every dead letter; else choose some with the filters")
    private boolean all;

    @Option(names = "--dry-run", description = "only say what would be sent")
    private boolean dryRun;

    /** What the command prints: letters by what became of them. */
    record Replayed(boolean dryRun, long sent, Map<String, Long> left) {
    }

    @Override
    public Integer call() {
        if (!all && !options.chosen()) {
            throw new UserError(ExitCode.USAGE, "choose dead letters with --id, --reason, --topic, --robot, --since or "
                    + "--until, or take them all with --all");
        }
        Map<String, Long> left = new TreeMap<>();
        long[] sent = {0};
        try (LetterReplay replay = new LetterReplay(options.services().kafka(), dryRun)) {
            options.read(letter -> replay.send(letter).ifPresentOrElse(why -> left.merge(why, 1L, Long::sum),
                    () -> sent[0]++));
            replay.finish();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Report.json(out, new Replayed(dryRun, sent[0], left));
        } else {
            out.println((dryRun ? "would send " : "sent ") + sent[0]);
            left.forEach((why, count) -> out.println("left " + count + ": " + Report.printable(why)));
            out.flush();
        }
        return left.isEmpty() ? ExitCode.OK : ExitCode.INPUT;
    }
}
