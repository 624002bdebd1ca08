package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A few of the harness's scenarios, one of each fault named, as many as a machine plays in the time given:
 * {@code understudy chaos} runs as many as one likes.
 */
@Tag("broker")
@Tag("child-process")
class ChaosIT {

    private static final List<String> FAULTS = List.of("kill-stream", "kill-trainer", "kill-broker", "pause-broker",
            "forged-checkpoints", "garbage-frames");
    private static final String MINUTES = "4";

    @TempDir
    private static Path folder;
    private static CommandRun run;
    private static JsonNode report;

    @BeforeAll
    static void doHarm() throws Exception {
        run = CommandRun.understudy(folder, "chaos", "--seed", "7", "--scenarios",
                Integer.toString(FAULTS.size()), "--minutes", MINUTES, "--faults", String.join(",", FAULTS),
                "--run-dir", "chaos", "--json");
        assertThat(run.out()).as(run.err()).isNotBlank();
        report = run.json();
    }

    @Test
    void shouldKeepEveryInvariant() {
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(report.requiredAt("/violations")).isEmpty();
    }

    @Test
    void shouldHaveDoneTheHarm() {
        List<String> faults = faults();
        System.out.println(faults.size() + " of " + FAULTS.size() + " scenarios within " + MINUTES + " minutes");
        assertThat(faults).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(FAULTS);
        assertThat(report.requiredAt("/counted").asInt()).as(run.err()).isEqualTo(faults.size());
    }

    @Test
    void shouldCatchAStreamThatIsNotExactlyOnce() throws Exception {
        CommandRun careless = CommandRun.understudy(folder, "chaos", "--seed", "3", "--scenarios", "2", "--minutes",
                "2", "--faults", "kill-stream", "--run-dir", "careless", "--json", "--at-least-once",
                "--stream-kafka", "commit.interval.ms=3000");

        assertThat(careless.exitCode()).as(careless.err()).isEqualTo(5);
        assertThat(careless.json().requiredAt("/violations").toString()).contains("EVENT_ONCE", "SAMPLE_ONCE");
    }

    @Test
    void shouldHaveAuditedARunThatDidSomething() {
        JsonNode counts = report.requiredAt("/counts");
        assertThat(counts.requiredAt("/events").asLong())
                .isEqualTo(counts.requiredAt("/objects").asLong()).isPositive();
        assertThat(counts.requiredAt("/verified versions").asLong()).isPositive();
        assertThat(counts.requiredAt("/samples admitted").asLong()).isPositive();
        assertThat(counts.requiredAt("/dead letters").asLong() > 0)
                .isEqualTo(counts.requiredAt("/planted records").asLong() > 0);
        assertThat(counts.requiredAt("/refusals").asLong() > 0).isEqualTo(faults().contains("forged-checkpoints"));
    }

    private static List<String> faults() {
        List<String> faults = new ArrayList<>();
        report.requiredAt("/scenarios").forEach(scenario -> faults.add(scenario.requiredAt("/faults/0").asText()));
        return faults;
    }
}
