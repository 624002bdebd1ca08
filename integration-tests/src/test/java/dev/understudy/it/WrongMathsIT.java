package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.learning.maths.BlindCaches;
import dev.understudy.learning.maths.MathsPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine whose native maths is wrong, as {@code main} meets it: with a planted convolution, and with an engine that
 * is blind to the processor's caches.
 */
@Tag("broker")
@Tag("child-process")
class WrongMathsIT {

    private static final int MATHS = 6;
    private static final int TERMINATED = 128 + 15;
    private static final Path HOME = Path.of(System.getProperty("understudy.home")).toAbsolutePath().normalize();
    private static final String LIBRARIES = HOME.resolve("lib") + File.separator + "*";
    private static final String WRONG = "understudy: the native maths of this machine is wrong: convolution";
    private static final String AGAIN = "; starts again with ONEDNN_MAX_CPU_ISA=";

    @TempDir
    private Path folder;

    @Test
    void shouldEndBeforeItsFirstEventWhereNoPathIsRight() throws Exception {
        CommandRun run = CommandRun.run(demo(PlantedConvolution.WRONG_ON_EVERY_PATH), folder);

        assertThat(run.exitCode()).isEqualTo(MATHS);
        assertThat(run.out()).isEmpty();
        List<String> lines = run.err().lines().toList();
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).startsWith(WRONG));
        assertThat(lines.get(0)).contains("oneDNN default").endsWith(AGAIN + "AVX2");
        assertThat(lines.get(1)).contains("oneDNN AVX2").endsWith(AGAIN + "SSE41");
        assertThat(lines.get(2)).contains("oneDNN SSE41").endsWith("no other routines to choose");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void shouldRunOnTheNextPathWhereTheDefaultIsWrong() throws Exception {
        CommandRun run = CommandRun.run(demo(PlantedConvolution.WRONG_BY_DEFAULT), folder);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err().lines().filter(line -> line.startsWith(WRONG))).singleElement().asString()
                .endsWith(AGAIN + "AVX2");
        JsonNode summary = run.json();
        assertThat(summary.get("events").asLong()).isPositive();
        assertThat(summary.get("maths").get("oneDnn").asText()).isEqualTo("AVX2");
        assertThat(summary.get("maths").get("checkedOperations").asInt()).isPositive();
        DemoIT.assertConserved(summary);
    }

    @Test
    void shouldStayTheSameProcessWhenItStartsAgain() throws Exception {
        Process process = demo(PlantedConvolution.WRONG_BY_DEFAULT).inheritIO().start();
        try {
            await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(folder.resolve("run/broker")));
            assertThat(MathsPath.ofProcess(process.pid()).oneDnn()).isEqualTo("AVX2");
            List<ProcessHandle> children = process.descendants().toList();
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(TERMINATED);
            children.forEach(child -> child.onExit().join()); // they write below the folder
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldTellThatTheCachesAreHidden() throws Exception {
        ProcessBuilder engine = understudy(LIBRARIES, "engine", "--json");
        engine.environment().put(BlindCaches.VARIABLE, BlindCaches.in(folder.resolve("blind")).toString());

        JsonNode caches = new ObjectMapper().readTree(CommandRun.run(engine, folder).out()).get("caches");

        assertThat(caches.get("hidden").asBoolean()).isTrue();
        assertThat(caches.get("oneDnn").get("1").asLong()).isEqualTo(1);
    }

    /** As short as a demo may be. */
    private ProcessBuilder demo(PlantedConvolution planted) throws IOException {
        String classes = planted.compile(folder.resolve("planted")) + File.pathSeparator + LIBRARIES;
        return understudy(classes, "demo", "--headless", "--json", "--duration=20", "--robots=1", "--seed=4711",
                "--run-dir=" + folder.resolve("run"));
    }

    private ProcessBuilder understudy(String classPath, String... args) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx2g", "-Dai.djl.offline=true", "-Djava.awt.headless=true",
                "-Dunderstudy.home=" + HOME, "-cp", classPath, "dev.understudy.cli.Understudy"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove(MathsPath.ONEDNN);
        return builder;
    }
}
