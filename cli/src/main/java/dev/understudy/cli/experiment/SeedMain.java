package dev.understudy.cli.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.learning.experiment.SeedOutcome;
import dev.understudy.replay.experiment.ExperimentPlan;
import dev.understudy.replay.experiment.SeedExperiment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The child process: one seed of a plan. Arguments: the plan's file, the seed, the file for the outcome. Says on
 * standard output how far it is, a share and a few words to a line.
 */
public final class SeedMain {

    /** Begins a line of progress. */
    static final String MARK = "at ";
    private static final long BETWEEN_LINES_NANOS = 500_000_000L;

    private SeedMain() {
    }

    public static void main(String[] args) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ExperimentPlan plan = mapper.readValue(Path.of(args[0]).toFile(), ExperimentPlan.class);
        SeedOutcome outcome = new SeedExperiment(plan, Long.parseLong(args[1]), Path.of(args[2]).getParent(),
                lines(System.out)).run();
        // Under another name first: a file of this name is whole.
        Path part = Path.of(args[2] + ".part");
        mapper.writeValue(part.toFile(), outcome);
        Files.move(part, Path.of(args[2]));
        System.exit(0);
    }

    private static SeedExperiment.Progress lines(PrintStream out) {
        long[] last = {System.nanoTime() - BETWEEN_LINES_NANOS};
        return (what, share) -> {
            if (System.nanoTime() - last[0] >= BETWEEN_LINES_NANOS) {
                last[0] = System.nanoTime();
                out.printf(Locale.ROOT, "%s%.4f %s%n", MARK, share, what);
                out.flush();
            }
        };
    }
}
