package dev.understudy.cli.dlq;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code understudy dlq export}. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Write dead letters into a folder: PARTITION-OFFSET.bin, the original bytes, and "
                + "PARTITION-OFFSET.json, where they came from and why they died.")
final class ExportLetters implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LetterOptions options;

    @Parameters(paramLabel = "DIR", description = "folder to write to; made if missing")
    private Path folder;

    /** What the command prints with --json. */
    record Exported(long letters, String folder) {
    }

    @Override
    public void run() {
        long[] written = {0};
        try {
            Files.createDirectories(folder);
            options.read(letter -> {
                write(letter);
                written[0]++;
            });
        } catch (IOException | UncheckedIOException e) {
            throw new UserError(ExitCode.INPUT, folder + ": cannot be written: " + e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Report.json(out, new Exported(written[0], folder.toString()));
        } else {
            out.println("wrote " + written[0] + " dead letters into " + folder);
            out.flush();
        }
    }

    private void write(DeadLetter letter) {
        // Named by numbers alone: nothing that a stranger wrote becomes a path.
        String name = letter.record().partition() + "-" + letter.record().offset();
        StringWriter json = new StringWriter();
        Report.json(new PrintWriter(json), ShowLetters.Shown.of(letter));
        byte[] value = letter.record().value() == null ? new byte[0] : letter.record().value();
        try {
            Files.write(folder.resolve(name + ".bin"), value);
            Files.writeString(folder.resolve(name + ".json"), json.toString(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
