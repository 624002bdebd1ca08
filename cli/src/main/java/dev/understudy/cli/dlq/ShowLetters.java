package dev.understudy.cli.dlq;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code understudy dlq show}. */
@Command(name = "show", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Show one dead letter: its headers and the beginning of its bytes.")
final class ShowLetters implements Runnable {

    /** Bytes of the value that are shown: enough for the first fields of a message. */
    private static final int SHOWN_BYTES = 128;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LetterOptions options;

    @Parameters(paramLabel = "PARTITION:OFFSET", description = "as list names it")
    private String id;

    /** What the command prints. */
    record Shown(DeadLetter letter, Map<String, String> headers, String firstBytes) {

        static Shown of(DeadLetter letter) {
            Map<String, String> headers = new TreeMap<>();
            for (Header header : letter.record().headers()) {
                headers.put(header.key(), Report.text(header.value()));
            }
            byte[] value = letter.record().value() == null ? new byte[0] : letter.record().value();
            return new Shown(letter, headers, HexFormat.of()
                    .formatHex(Arrays.copyOf(value, Math.min(value.length, SHOWN_BYTES))));
        }
    }

    @Override
    public void run() {
        List<Shown> found = new ArrayList<>();
        options.read(letter -> {
            if (letter.id().equals(id)) {
                found.add(Shown.of(letter));
            }
        });
        if (found.isEmpty()) {
            throw new UserError(ExitCode.INPUT, "there is no dead letter " + Report.printable(id)
                    + "; see: understudy dlq list");
        }
        Shown shown = found.get(0);
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Report.json(out, shown);
            return;
        }
        DeadLetter letter = shown.letter();
        out.println(letter.id() + " of " + letter.at() + ": " + Report.printable(letter.reason() + ", "
                + letter.detail()));
        out.println("from " + Report.printable(letter.origin() + ", key " + letter.key()) + ", " + letter.bytes()
                + " bytes");
        shown.headers().forEach((name, value) -> out.println("  " + Report.printable(name + ": " + value)));
        out.println(shown.firstBytes());
        out.flush();
    }
}
