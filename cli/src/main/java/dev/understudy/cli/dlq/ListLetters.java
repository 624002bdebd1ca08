package dev.understudy.cli.dlq;

import dev.understudy.cli.common.Report;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy dlq list}. */
@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Count dead letters by topic and reason, and list the latest.")
final class ListLetters implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LetterOptions options;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50",
            description = "list so many of the last that were read (default ${DEFAULT-VALUE})")
    private int limit;

    /** What the command prints. */
    record Listed(long total, Map<String, Long> reasons, List<DeadLetter> latest) {
    }

    @Override
    public void run() {
        Map<String, Long> reasons = new TreeMap<>();
        Deque<DeadLetter> latest = new ArrayDeque<>();
        options.read(letter -> {
            reasons.merge(letter.topic() + " " + letter.reason(), 1L, Long::sum);
            latest.addLast(letter.withoutRecord());
            if (latest.size() > limit) {
                latest.removeFirst();
            }
        });
        long total = reasons.values().stream().mapToLong(Long::longValue).sum();
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Report.json(out, new Listed(total, reasons, List.copyOf(latest)));
            return;
        }
        reasons.forEach((reason, count) -> out.printf(Locale.ROOT, "%8d  %s%n", count, Report.printable(reason)));
        for (DeadLetter letter : latest) {
            out.printf(Locale.ROOT, "%-10s  %-24s  %-20s  %-30s  %9d B  %s%n", letter.id(), letter.at(),
                    Report.printable(letter.reason()), Report.printable(letter.origin()), letter.bytes(),
                    Report.printable(String.valueOf(letter.key())));
        }
        out.println(total + " dead letters" + (total > latest.size() ? ", " + latest.size() + " listed" : ""));
        out.flush();
    }
}
