package dev.understudy.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.it.deploy.Dockerfile.Instruction;
import dev.understudy.it.deploy.Tool.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One file sets what the native libraries read, and it reaches every process. */
class NativesTest {

    private static final String MKL = "MKL_CBWR";
    /** Answers the launcher's question for its version, and else prints the environment it was started with. */
    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -XshowSettings:properties ]; then echo ' java.specification.version = 17' >&2; else env; fi
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("dev.understudy.it.deploy.Natives#startFiles")
    void shouldBeTheOnlyFileThatSetsWhatTheNativesRead(Path file) {
        assertThat(Natives.namesIn(Checkout.read(file))).isEmpty();
    }

    @Test
    void shouldHoldEveryFileThatStartsTheProgramToThat() {
        assertThat(Natives.startFiles()).contains(Checkout.ROOT.resolve("understudy"), Checkout.DOCKERFILE,
                Checkout.ENTRYPOINT, Checkout.COMPOSE, Checkout.ROOT.resolve("pom.xml"),
                Checkout.ROOT.resolve("learning/pom.xml"), Checkout.KUSTOMIZATION.resolve("trainer.yaml"));
    }

    @ParameterizedTest
    @CsvSource({
        "export MKL_CBWR=${MKL_CBWR:-AUTO}, MKL_CBWR",
        "ENV UNDERSTUDY_HOME=/opt OMP_NUM_THREADS=1, OMP_NUM_THREADS",
        "<OMP_NUM_THREADS>1</OMP_NUM_THREADS>, OMP_NUM_THREADS",
        "'{name: MALLOC_TOP_PAD_, value: \"1\"}', MALLOC_TOP_PAD_",
        "OPT_OUT_TRACKING: \"true\", OPT_OUT_TRACKING",
        "ONEDNN_MAX_CPU_ISA=AVX2 java, ONEDNN_MAX_CPU_ISA"})
    void shouldNoticeASecondPlaceThatSetsOne(String line, String name) {
        assertThat(Natives.namesIn(line)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<MKL_CBWR>${env.MKL_CBWR}</MKL_CBWR>", "-Dai.djl.offline=\"${DJL_OFFLINE:-false}\"",
        "-Dthreads=$OMP_NUM_THREADS", "<onednn.version>3.7</onednn.version>"})
    void shouldAllowAReferenceToOne(String line) {
        assertThat(Natives.namesIn(line)).isEmpty();
    }

    @Test
    void shouldBeHandedOnByTheBuildVariableByVariable() {
        String pom = Checkout.read(Checkout.ROOT.resolve("pom.xml"));
        // Unit tests and integration tests.
        assertThat(Natives.variables().keySet()).isNotEmpty().allSatisfy(name -> assertThat(
                pom.split("<" + name + ">\\$\\{env\\." + name + "}", -1)).describedAs(name).hasSize(3));
    }

    @Test
    void shouldReachTheTests() {
        assertThat(System.getenv()).containsKeys(Natives.variables().keySet().toArray(String[]::new));
    }

    @Test
    void shouldBeCopiedToWhereTheEntryPointReadsIt() {
        List<Instruction> base = Dockerfile.parse(Checkout.read(Checkout.DOCKERFILE)).stages().get("base");
        assertThat(base).anyMatch(i -> i.keyword().equals("ENV") && i.arguments().contains("HOME=/opt/understudy "));
        assertThat(base).anyMatch(i -> i.keyword().equals("COPY")
                && i.arguments().matches("(.* )?natives\\.env .*") && i.arguments().endsWith(" /opt/understudy/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"understudy", "docker/entrypoint.sh"})
    void shouldReachTheProgram(String script) throws IOException {
        List<String> expected = Natives.variables().entrySet().stream().map(Object::toString).toList();
        assertThat(start(script, Map.of()).output().lines()).containsAll(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"understudy", "docker/entrypoint.sh"})
    void shouldLetTheCallerWin(String script) throws IOException {
        assertThat(start(script, Map.of(MKL, "COMPATIBLE")).output().lines()).contains(MKL + "=COMPATIBLE")
                .contains("OMP_NUM_THREADS=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"understudy", "docker/entrypoint.sh"})
    void shouldLeaveOutWhatTheCallerSetsEmpty(String script) throws IOException {
        assertThat(start(script, Map.of(MKL, "")).output().lines()).noneMatch(line -> line.startsWith(MKL))
                .contains("OMP_NUM_THREADS=1");
    }

    @Test
    void shouldNotStartTheProgramWithoutTheFile() throws IOException {
        Path bin = fakeJava();
        Outcome outcome = Tool.run(folder, "env", "-i", "PATH=" + bin + ":" + System.getenv("PATH"),
                "UNDERSTUDY_HOME=" + folder.resolve("nowhere"), "sh", Checkout.ENTRYPOINT.toString());
        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.output()).contains("nowhere/natives.env").doesNotContain("PATH=");
    }

    /** Runs a script that starts the program, in no environment but the given one, with a Java that prints its own. */
    private Outcome start(String script, Map<String, String> environment) throws IOException {
        Path bin = fakeJava();
        Files.copy(Natives.FILE, folder.resolve("natives.env"));
        List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=" + bin + ":" + System.getenv("PATH"),
                "JAVA_HOME=" + folder, "UNDERSTUDY_HOME=" + folder, "UNDERSTUDY_NO_BUILD=1"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(Checkout.ROOT.resolve(script).toString());
        Outcome outcome = Tool.run(folder, Map.of(), command);
        assertThat(outcome.exit()).describedAs(outcome.output()).isZero();
        return outcome;
    }

    private Path fakeJava() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return bin;
    }
}
