package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.common.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** That it measures something; how much is no matter for a test. */
@Tag("training")
class LearningBenchTest {

    @Test
    void shouldMeasureInferenceAndAStep() throws IOException {
        StringWriter out = new StringWriter();
        CommandLine line = Understudy.commandLine().setOut(new PrintWriter(out, true));
        assertThat(line.execute("bench", "learning", "--objects=3", "--batch=4", "--rounds=2", "--json")).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.requiredAt("/inferenceWall/median").asDouble()).isPositive();
        assertThat(report.requiredAt("/maths/checkedOperations").asInt()).isPositive();
        assertThat(report.requiredAt("/stepWall/median").asDouble()).isPositive();
    }

    @Test
    void shouldMeasureTheTokenFamily() throws IOException {
        StringWriter out = new StringWriter();
        CommandLine line = Understudy.commandLine().setOut(new PrintWriter(out, true));
        assertThat(line.execute("bench", "learning", "--family=point-tokens+image-tokens", "--objects=3", "--batch=4",
                "--rounds=2", "--json")).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.requiredAt("/family").asText()).isEqualTo("point-tokens+image-tokens");
        assertThat(report.requiredAt("/stepWall/median").asDouble()).isPositive();
    }

    @Test
    void shouldNameTheFamiliesThereAre() {
        StringWriter err = new StringWriter();
        CommandLine line = Understudy.commandLine().setErr(new PrintWriter(err, true));
        assertThat(line.execute("bench", "learning", "--family=abacus")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("abacus", "pointnet-lite+cnn-lite").hasLineCount(1);
    }

    @Test
    void shouldTellHowMemoryGrowsWhileItTrains() throws IOException {
        StringWriter out = new StringWriter();
        CommandLine line = Understudy.commandLine().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter(), true));
        assertThat(line.execute("bench", "learning", "--memory-steps=8", "--json")).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.requiredAt("/samples")).hasSize(2);
        assertThat(report.requiredAt("/residentAtEnd").asDouble()).isPositive();
        assertThat(report.requiredAt("/maths/checkedOperations").asInt()).isPositive();
        assertThat(report.requiredAt("/stepCounts/made").asInt()).isEqualTo(8);
        assertThat(report.requiredAt("/stepCounts/discarded/notFinite").isInt()).isTrue();
    }
}
