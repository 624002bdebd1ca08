package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo as a new user runs it, on a drive too short to adapt far: what it says of itself must hold. How far a full
 * drive adapts is stated in docs/demo.md and printed by {@code ./understudy demo}.
 */
@Tag("broker")
@Tag("child-process")
class DemoIT {

    private static final int SECONDS = 40;
    private static final long SEED = 4711;

    @TempDir
    private Path folder;

    @Test
    void shouldTrainAdoptAndAccountForEveryFrame() throws Exception {
        CommandRun run = demo("--run-dir", folder.resolve("run").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode summary = run.json();
        System.out.println(summary);
        assertConserved(summary);
        assertThat(summary.requiredAt("/deadLetters").asLong()).isZero();
        assertThat(summary.requiredAt("/events").asLong()).isPositive()
                .isEqualTo(summary.requiredAt("/samples").asLong());
        long published = summary.requiredAt("/checkpoints/published").asLong();
        assertThat(published).isPositive();
        // The last one may have been published as the stream ended.
        assertThat(summary.requiredAt("/checkpoints/adopted").asLong()).isBetween(published - 1, published);
        assertThat(summary.requiredAt("/stepCounts/made").asLong()).isPositive()
                .isEqualTo(summary.requiredAt("/run/trainingSteps").asLong());
        assertThat(summary.requiredAt("/stepCounts/discarded/notFinite").asLong(-1)).isZero();
        assertThat(summary.requiredAt("/stepCounts/discarded/outOfLine").asLong(-1)).isNotNegative();
        assertThat(folder.resolve("run/accuracy.png")).isNotEmptyFile();
        assertThat(folder.resolve("run/accuracy.svg")).content().contains("<svg");
        assertThat(Files.readString(folder.resolve("run/summary.json"))).isEqualTo(run.out().strip());
    }

    @Test
    void shouldScoreBothModelsAlikeWithoutTraining() throws Exception {
        CommandRun run = demo("--no-training", "--run-dir", folder.resolve("frozen").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode summary = run.json();
        assertConserved(summary);
        assertThat(summary.requiredAt("/checkpoints/published").asLong()).isZero();
        assertThat(summary.requiredAt("/macroF1/adapted").asDouble())
                .isCloseTo(summary.requiredAt("/macroF1/frozen").asDouble(), within(0.01));
        assertThat(summary.requiredAt("/accuracy/adapted").asDouble())
                .isCloseTo(summary.requiredAt("/accuracy/frozen").asDouble(), within(0.01));
    }

    private CommandRun demo(String... more) throws Exception {
        String[] args = new String[6 + more.length];
        System.arraycopy(new String[] {"demo", "--headless", "--json", "--duration=" + SECONDS, "--seed=" + SEED,
            "--robots=4"}, 0, args, 0, 6);
        System.arraycopy(more, 0, args, 6, more.length);
        return CommandRun.understudy(folder, args);
    }

    static void assertConserved(JsonNode summary) {
        JsonNode lidar = summary.requiredAt("/frames/lidar");
        assertThat(lidar.get("in").asLong()).isPositive().isEqualTo(lidar.get("paired").asLong()
                + lidar.get("lidarOnly").asLong() + lidar.get("dropped").asLong() + lidar.get("dead").asLong()
                + lidar.get("pending").asLong());
        JsonNode camera = summary.requiredAt("/frames/camera");
        assertThat(camera.get("in").asLong()).isPositive().isEqualTo(camera.get("used").asLong()
                + camera.get("unused").asLong() + camera.get("dropped").asLong() + camera.get("dead").asLong()
                + camera.get("pending").asLong());
        assertThat(lidar.get("pending").asLong() + camera.get("pending").asLong()).isZero();
        assertThat(summary.get("conserved").asBoolean()).isTrue();
    }
}
