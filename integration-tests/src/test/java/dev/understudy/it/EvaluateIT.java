package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Reproducible replay: three simulated robots (seed 11), two seconds, offline and through a broker. */
@Tag("broker")
class EvaluateIT {

    private static final int EVENTS_AT_LEAST = 100;
    private static final int TURNS = 4;

    @TempDir
    private static Path folder;

    private static JsonNode offline;

    @BeforeAll
    static void runOffline() throws Exception {
        offline = evaluate();
        assertThat(offline.requiredAt("/models/0/events").asInt()).isGreaterThan(EVENTS_AT_LEAST);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, max"})
    void shouldGiveTheSameDigestThroughABroker(int threads, String rate) throws Exception {
        JsonNode broker = evaluate("--through-broker", "--threads", Integer.toString(threads), "--rate", rate);

        assertThat(broker.requiredAt("/way").asText()).isEqualTo("through a broker");
        assertThat(broker.requiredAt("/models/0/events")).isEqualTo(offline.requiredAt("/models/0/events"));
        assertThat(broker.requiredAt("/models/0/eventDigest")).isEqualTo(offline.requiredAt("/models/0/eventDigest"));
        assertThat(broker.requiredAt("/models/0/scores")).isEqualTo(offline.requiredAt("/models/0/scores"));
    }

    @Test
    void shouldBringTheFramesOfTwoLidarsWithOneStampThroughABroker() throws Exception {
        Path drive = SimulatedRecording.twoLidars(folder.resolve("two.mcap"), 11, TURNS);
        List<String> args = List.of("evaluate", drive.toString(), "--lidar-topic", "/robot-01/lidar/lidar",
                "--lidar-topic", "/robot-01/lidar/rear", "--json");
        List<String> throughBroker = new ArrayList<>(args);
        throughBroker.add("--through-broker");
        JsonNode here = run(args);
        JsonNode broker = run(throughBroker);

        assertThat(broker.requiredAt("/frames").asInt()).isEqualTo(2 * TURNS);
        assertThat(broker.requiredAt("/models/0/eventDigest")).isEqualTo(here.requiredAt("/models/0/eventDigest"));
    }

    private static JsonNode evaluate(String... flags) throws Exception {
        List<String> args = new ArrayList<>(List.of("evaluate", "sim:source", "--seed", "11", "--robots", "3",
                "--duration", "2", "--json"));
        args.addAll(List.of(flags));
        return run(args);
    }

    private static JsonNode run(List<String> args) throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Understudy.commandLine().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        assertThat(command.execute(args.toArray(String[]::new))).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }
}
