package dev.understudy.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command that unpacks the natives when an image is built. */
class EngineCommandTest {

    @Test
    void shouldLoadTheEngineAndPrintWhatItComputesWith() {
        assertThat(run("engine")).containsPattern("commit +([0-9a-f]{40}(-dirty)?|unknown)").contains("PyTorch")
                .containsPattern("device +(cpu|gpu)").containsPattern("threads +[1-9]")
                .contains("caches ", "path     oneDNN ");
    }

    @Test
    void shouldCompareBothFamiliesOfNetworksWithPlainSums() throws JsonProcessingException {
        JsonNode report = new ObjectMapper().readTree(run("engine", "--json"));

        assertThat(report.get("comparisons")).hasSize(2).allSatisfy(comparison -> {
            assertThat(comparison.get("operations").asInt()).isPositive();
            assertThat(comparison.get("wrong").isNull()).isTrue();
        });
        assertThat(report.get("maths").get("checkedOperations").asInt()).isPositive();
    }

    private static String run(String... args) {
        StringWriter out = new StringWriter();
        CommandLine command = Understudy.commandLine().setOut(new PrintWriter(out));
        assertThat(command.execute(args)).isZero();
        return out.toString();
    }
}
