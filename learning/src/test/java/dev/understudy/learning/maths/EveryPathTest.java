package dev.understudy.learning.maths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.train.FirstSteps;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the tests of numbers on every way to compute that this processor has, a process each. The system property
 * {@value #CHOICE} is {@code all} for every combination, else every pair of settings is met once.
 */
@Tag("child-process")
class EveryPathTest {

    private static final String CHOICE = "understudy.paths";
    private static final double AGREEMENT = 1e-3; // relative, of the losses and norms of the first steps

    @TempDir
    private static Path folder;

    private static Path blind;

    /** How a child ended. */
    private record Ended(PathCase path, int exit, List<FirstSteps> steps, String output, double seconds) {
    }

    @Test
    void shouldComputeRightOnEveryPath() throws Exception {
        blind = BlindCaches.in(folder.resolve("blind"));
        List<PathCase> paths = (System.getProperty(CHOICE, "").equals("all") ? PathCase.all() : PathCase.pairwise())
                .stream().filter(EveryPathTest::fits).toList();
        List<Ended> ended = run(paths);
        for (Ended one : ended) {
            double apart = one.steps().isEmpty() ? Double.NaN : FirstSteps.apart(one.steps(), ended.get(0).steps());
            System.out.printf(Locale.ROOT, "%s: exit %d in %.0f s, first steps %.1e apart%n", one.path(), one.exit(),
                    one.seconds(), apart);
            assertThat(one.exit()).as(one.path() + "\n" + one.output()).isZero();
            assertThat(apart).as(one.path().toString()).isLessThan(AGREEMENT);
        }
    }

    @Test
    void shouldMeetEveryPairOfSettings() {
        assertThat(pairs(PathCase.pairwise())).isEqualTo(pairs(PathCase.all()));
        assertThat(PathCase.all()).startsWith(PathCase.USUAL).doesNotHaveDuplicates().containsAll(PathCase.pairwise());
    }

    private static Set<String> pairs(List<PathCase> paths) {
        Set<String> pairs = new HashSet<>();
        for (PathCase path : paths) {
            List<Object> settings = List.of(path.oneDnn(), path.blind(), path.mkl(), path.aten());
            for (int i = 0; i < settings.size(); i++) {
                for (int j = 0; j < i; j++) {
                    pairs.add(i + " " + settings.get(i) + " " + j + " " + settings.get(j));
                }
            }
        }
        return pairs;
    }

    private static boolean fits(PathCase path) {
        boolean fits = path.fits(Processor.flags());
        if (!fits) {
            System.out.println("SKIPPED: " + path + ": this processor has no AVX2");
        }
        return fits;
    }

    /** Two at a time: each computes on one thread. */
    private static List<Ended> run(List<PathCase> paths) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<Ended>> running = new ArrayList<>();
            for (PathCase path : paths) {
                running.add(two.submit(() -> run(path, folder.resolve("steps" + paths.indexOf(path)))));
            }
            List<Ended> ended = new ArrayList<>();
            for (Future<Ended> one : running) {
                ended.add(one.get());
            }
            return ended;
        } finally {
            two.shutdownNow();
        }
    }

    private static Ended run(PathCase path, Path steps) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path tests = Path.of("target", "test-classes").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g", "-Dai.djl.offline=true", "-cp", System.getProperty("java.class.path") + File.pathSeparator
                        + tests, PathRun.class.getName(), tests.toString(), steps.toString()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        path.into(environment);
        if (path.blind()) {
            environment.put(BlindCaches.VARIABLE, blind.toString());
        }
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            return new Ended(path, exit, Files.exists(steps) ? FirstSteps.read(steps) : List.of(), output,
                    (System.nanoTime() - start) / 1e9);
        } finally {
            process.destroyForcibly();
        }
    }
}
