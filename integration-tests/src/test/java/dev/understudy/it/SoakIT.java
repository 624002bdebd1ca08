package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.learning.maths.MathsPath;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A soak too short to find a leak: that it runs, swaps, counts and leaves its plots. */
@Tag("broker")
@Tag("child-process")
class SoakIT {

    private static final int SWAPS = 3;

    @TempDir
    private static Path folder;
    private static CommandRun run;
    private static JsonNode report;

    @BeforeAll
    static void soak() throws Exception {
        run = CommandRun.understudy(folder, "soak", "--swaps", Integer.toString(SWAPS), "--rate", "4", "--minutes", "3",
                "--run-dir", "soak", "--json");
        assertThat(run.out()).as(run.err()).isNotBlank();
        report = run.json();
    }

    @Test
    void shouldLoseAndDoubleNothingWhileModelsAreSwapped() {
        assertThat(report.requiredAt("/violations")).as(run.err()).isEmpty();
        assertThat(report.requiredAt("/endedAlone")).isEmpty();
        assertThat(report.requiredAt("/swaps").asInt()).isGreaterThanOrEqualTo(SWAPS);
        assertThat(report.requiredAt("/counts/events").asLong()).isPositive()
                .isEqualTo(report.requiredAt("/counts/objects").asLong());
    }

    @Test
    void shouldNameWhatTheStreamComputedWith() {
        assertThat(report.requiredAt("/maths/processor").asText()).isEqualTo(MathsPath.current().processor());
        assertThat(report.requiredAt("/maths/checkedOperations").asInt()).isPositive();
    }

    @Test
    void shouldTimeBatchesWithASwapApart() {
        long with = report.requiredAt("/swapLatency/batches").asLong();
        long without = report.requiredAt("/latency/batches").asLong();
        assertThat(with).isPositive();
        assertThat(without).isPositive();
        assertThat(report.requiredAt("/latency/p99Millis").asDouble()).isGreaterThan(0);
    }

    @Test
    void shouldLeaveItsPlotsInTheRunFolder() {
        assertThat(folder.resolve("soak")).isDirectoryContaining("glob:**/memory.png")
                .isDirectoryContaining("glob:**/state-stores.svg").isDirectoryContaining("glob:**/lag.svg")
                .isDirectoryContaining("glob:**/soak.json");
    }
}
