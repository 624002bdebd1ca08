package dev.understudy.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.learning.loop.LearningConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command with its child process on a stream as small as may be (seed 3); what comes out says nothing yet. */
@Tag("child-process")
class ExperimentCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of("experiment", "--out", folder.toString()));
        all.addAll(List.of(args));
        CommandLine command = Understudy.commandLine().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return command.execute(all.toArray(String[]::new));
    }

    private String smallRun() throws IOException {
        int exit = run("--seeds", "3", "--base", "bootstrap", "--objects", "700", "--examined", "60", "--arms",
                "frozen,joint");
        assertThat(exit).as(err.toString()).isZero();
        return Files.readString(folder.resolve("experiment.json"));
    }

    @Test
    void shouldGiveTheSameReportForTheSameSeedTwice() throws IOException {
        String first = smallRun();
        JsonNode report = new ObjectMapper().readTree(first);
        assertThat(report.requiredAt("/cases/0/label").asText()).isEqualTo("field-drifting");
        assertThat(report.requiredAt("/learning/source").asText()).isEqualTo("preset short-stream");
        assertThat(report.requiredAt("/learning/differences/0/why").asText()).isNotBlank();
        assertThat(out.toString()).contains("learning: preset short-stream", "training.pace.steps 8 (live 4)");
        assertThat(report.requiredAt("/maths/checkedOperations").asInt()).isPositive();
        assertThat(report.requiredAt("/cases/0/arms/1/arm").asText()).isEqualTo("joint");
        assertThat(report.requiredAt("/cases/0/arms/1/steps").asDouble()).isPositive();
        JsonNode steps = report.requiredAt("/cases/0/arms/1/stepCounts");
        assertThat(steps.requiredAt("/made").asDouble())
                .isEqualTo(report.requiredAt("/cases/0/arms/1/steps").asDouble());
        assertThat(steps.requiredAt("/discarded").properties()).extracting(Map.Entry::getKey)
                .containsExactly("notFinite", "outOfLine");
        assertThat(out.toString()).contains("joint steps: " + steps.requiredAt("/made").asInt() + " made, ");
        assertThat(report.requiredAt("/cases/0/arms/0/macroAccuracy").size()).isEqualTo(8);
        assertThat(report.requiredAt("/cases/0/claims").has("pointGainOverFrozen")).isTrue();
        assertThat(out.toString()).contains("field-drifting", "joint", "pointGainOverFrozen");
        assertThat(folder.resolve("curves-field-drifting.svg")).isNotEmptyFile();
        assertThat(folder.resolve("curves-field-drifting.png")).isNotEmptyFile();
        assertThat(smallRun()).isEqualTo(first);
    }

    @Test
    void shouldRunWithTheVeryFileThatTheTrainerPrints() throws IOException {
        StringWriter printed = new StringWriter();
        Understudy.commandLine().setOut(new PrintWriter(printed, true)).execute("train", "--print-config");
        Path file = Files.writeString(folder.resolve("trainer.yaml"), printed.toString());
        int exit = run("--config", file.toString(), "--seeds", "3", "--base", "bootstrap", "--objects", "200",
                "--examined", "50", "--arms", "joint");
        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString()).contains("learning: preset live, file " + file + ", as the trainer deploys it");
        JsonNode report = new ObjectMapper().readTree(folder.resolve("experiment.json").toFile());
        assertThat(report.requiredAt("/learning/differences")).isEmpty();
        assertThat(report.requiredAt("/plan/config/learning/stepsPerCandidate").asInt())
                .isEqualTo(LearningConfig.defaults().stepsPerCandidate());
    }

    @ParameterizedTest
    @CsvSource({"--arms, frozn, no arm 'frozn'; there are frozen", "--shifts, moon, no shift 'moon'; there are field",
        "--orders, up, --orders: no 'up'; there are drifting", "--faults, rust, --faults: no 'rust'; there are none",
        "--base, mine, --base: no 'mine'; there are source, bootstrap",
        "--objects, 10, --objects is at least 200", "--seeds, '4,4', --seeds: every seed once"})
    void shouldNameWhatIsWrongWithTheCommandLine(String option, String value, String complaint) {
        assertThat(run(option, value)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(complaint);
    }
}
