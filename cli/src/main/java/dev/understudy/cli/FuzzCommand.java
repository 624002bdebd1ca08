package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.replay.fuzz.FuzzCorpus;
import dev.understudy.replay.fuzz.LogFuzzer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy fuzz}: damaged input, to see that nothing but a clear complaint comes of it. */
@Command(name = "fuzz", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "Try readers on damaged input.", subcommands = FuzzCommand.Logs.class)
final class FuzzCommand {

    /** {@code understudy fuzz logs}. */
    @Command(name = "logs", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Damage recordings in many ways and read them; anything but messages or a clear complaint is "
                    + "a defect, saved to a file. Exit code 5 when one is found.")
    static final class Logs implements Callable<Integer> {

        private static final long WATCH_SECONDS = 30;
        private static final long SECONDS_PER_MINUTE = 60;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Parameters(arity = "0..*", paramLabel = "FILE",
                description = "small recordings to damage besides those that are made (MCAP in each codec)")
        private List<Path> files = List.of();

        @Option(names = "--cases", defaultValue = "1000000", description = "damaged files (default 1000000)")
        private long cases;

        @Option(names = "--minutes", defaultValue = "10", description = "stop after so long (default 10)")
        private double minutes;

        @Option(names = "--seed", defaultValue = "1", description = "seed of the damage (default 1)")
        private long seed;

        @Override
        public Integer call() throws IOException {
            Path folder = Files.createTempDirectory("understudy-fuzz");
            Path file = folder.resolve("case");
            try {
                List<byte[]> corpus = new ArrayList<>(FuzzCorpus.make(file));
                for (Path given : files) {
                    corpus.add(Files.readAllBytes(given));
                }
                LogFuzzer fuzzer = new LogFuzzer(corpus, seed, file);
                Thread watchdog = new Thread(() -> watch(fuzzer), "fuzz-watchdog");
                watchdog.setDaemon(true);
                watchdog.start();
                return run(fuzzer);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        }

        private int run(LogFuzzer fuzzer) throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            long until = System.nanoTime() + (long) (minutes * SECONDS_PER_MINUTE * 1e9);
            long refused = 0;
            long defects = 0;
            long number = 0;
            for (; number < cases && System.nanoTime() < until; number++) {
                LogFuzzer.Outcome outcome = fuzzer.run(number);
                refused += outcome.refused() ? 1 : 0;
                if (outcome.defect() != null) {
                    defects++;
                    Path saved = Files.write(Path.of("fuzz-" + seed + "-" + number), fuzzer.damaged(number));
                    out.println("DEFECT case " + number + ", saved to " + saved + ": " + outcome.defect());
                }
            }
            out.println("seed " + seed + ": " + number + " cases, " + refused + " refused, " + (number - refused)
                    + " read, " + defects + " defects");
            out.flush();
            return defects == 0 ? ExitCode.OK : ExitCode.VIOLATION;
        }

        /** A reader that hangs never comes back to be counted. */
        private void watch(LogFuzzer fuzzer) {
            try {
                long last = -1;
                while (true) {
                    TimeUnit.SECONDS.sleep(WATCH_SECONDS);
                    if (fuzzer.running() == last && last >= 0) {
                        spec.commandLine().getErr().println("case " + last + " of seed " + seed + " runs for more than "
                                + WATCH_SECONDS + " s");
                        spec.commandLine().getErr().flush();
                    }
                    last = fuzzer.running();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
