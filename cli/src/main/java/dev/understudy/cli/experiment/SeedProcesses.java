package dev.understudy.cli.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.embedded.ChildMain;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.learning.experiment.SeedOutcome;
import dev.understudy.replay.experiment.ExperimentPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs seeds in processes of their own, several side by side: the engine allows one training in a process. A child
 * ends with this process, however that ends.
 */
final class SeedProcesses {

    private final ExperimentPlan plan;
    private final RunFolder folder;
    private final int jobs;
    private final SeedBars bars;
    private final ObjectMapper mapper = new ObjectMapper();

    SeedProcesses(ExperimentPlan plan, RunFolder folder, int jobs, SeedBars bars) {
        this.plan = plan;
        this.folder = folder;
        this.jobs = jobs;
        this.bars = bars;
    }

    /** Outcomes in the order of the seeds. */
    List<SeedOutcome> run(List<Long> seeds) throws IOException, InterruptedException {
        Path planFile = folder.file("plan.json");
        mapper.writeValue(planFile.toFile(), plan);
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<SeedOutcome>> running =
                    seeds.stream().map(seed -> threads.submit(() -> child(planFile, seed))).toList();
            List<SeedOutcome> out = new ArrayList<>();
            for (Future<SeedOutcome> future : running) {
                out.add(future.get());
            }
            return out;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UserError error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private SeedOutcome child(Path planFile, long seed) throws IOException, InterruptedException {
        Path outcome = folder.file("seed-" + seed + ".json");
        Path log = folder.file("seed-" + seed + ".log");
        Files.deleteIfExists(outcome);
        Process process = new ProcessBuilder(command(planFile, seed, outcome)).redirectError(log.toFile()).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(SeedMain.MARK)) {
                    String[] parts = line.substring(SeedMain.MARK.length()).split(" ", 2);
                    bars.at(seed, Double.parseDouble(parts[0]), parts[1]);
                }
            }
            if (process.waitFor() != 0) {
                throw new UserError(ExitCode.INTERNAL, "seed " + seed + " failed; its log is " + log);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            process.destroyForcibly();
        }
        bars.at(seed, 1, "done");
        return mapper.readValue(outcome.toFile(), SeedOutcome.class);
    }

    private static List<String> command(Path planFile, long seed, Path outcome) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g",
                "-XX:+UseSerialGC", "-Dai.djl.offline=" + System.getProperty("ai.djl.offline", "true"),
                "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), ChildMain.class.getName(),
                SeedMain.class.getName(), planFile.toString(), Long.toString(seed), outcome.toString());
    }
}
