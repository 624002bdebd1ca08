package dev.understudy.cli;

import dev.understudy.cli.bench.AgreementCommand;
import dev.understudy.cli.bench.LearningBenchCommand;
import dev.understudy.cli.bench.ObjectBenchCommand;
import dev.understudy.cli.bench.SegmentationBenchCommand;
import dev.understudy.cli.bench.TrackingBenchCommand;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.TopicFlags;
import dev.understudy.mcap.PlainDecompression;
import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.Recordings;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code understudy bench}: how fast things are on this machine. */
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "Measure on this machine.",
        subcommands = {BenchCommand.Logs.class, SegmentationBenchCommand.class, ObjectBenchCommand.class,
            TrackingBenchCommand.class, AgreementCommand.class, LearningBenchCommand.class})
final class BenchCommand {

    /** {@code understudy bench logs}. */
    @Command(name = "logs", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Measure how fast an MCAP file is read, beside the plain decompression of the same chunks.")
    static final class Logs implements Callable<Integer> {

        private static final double MEBIBYTE = 1 << 20;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Mixin
        private TopicFlags topics;

        @Parameters(paramLabel = "FILE.mcap", description = "recording to read")
        private Path file;

        @Option(names = "--rounds", defaultValue = "3", description = "the fastest of so many counts (default 3)")
        private int rounds;

        @Override
        public Integer call() {
            long chunks = PlainDecompression.run(file);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(Locale.ROOT, "%s: %.1f MiB in chunks, heap of at most %.0f MiB%n", file, chunks / MEBIBYTE,
                    Runtime.getRuntime().maxMemory() / MEBIBYTE);
            double plain = measure(out, "plain decompression", chunks, () -> PlainDecompression.run(file));
            double read = measure(out, "every message", chunks, this::readMessages);
            measure(out, "frames decoded", chunks, this::readFrames);
            out.printf(Locale.ROOT, "reading reaches %.0f %% of plain decompression%n", 100 * read / plain);
            out.flush();
            return ExitCode.OK;
        }

        private double measure(PrintWriter out, String what, long bytes, LongSupplier work) {
            double best = 0;
            long result = 0;
            for (int i = 0; i < rounds; i++) {
                long begun = System.nanoTime();
                result = work.getAsLong();
                best = Math.max(best, bytes / MEBIBYTE / ((System.nanoTime() - begun) / 1e9));
            }
            out.printf(Locale.ROOT, "%-20s %8.1f MiB/s  (%d)%n", what, best, result);
            out.flush();
            return best;
        }

        private long readMessages() {
            long messages = 0;
            try (MessageSource source = open()) {
                MessageCursor cursor = source.readAll();
                for (RawMessage m = cursor.next(); m != null; m = cursor.next()) {
                    messages++;
                }
            }
            return messages;
        }

        private long readFrames() {
            long frames = 0;
            try (DriveLog log = DriveLogs.open(open(), topics.options())) {
                while (log.next() != null) {
                    frames++;
                }
            }
            return frames;
        }

        private MessageSource open() {
            MessageSource source = Recordings.open(file);
            if (source == null) {
                throw new LogException(file + ": no recording of messages");
            }
            return source;
        }
    }
}
