package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.common.Report;
import dev.understudy.learning.loop.LearningChoice;
import dev.understudy.learning.loop.Preset;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.train.StepCounts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTextTest {

    private static final StepCounts STEPS =
            new StepCounts(480, new StepCounts.Discarded(12, 3), new StepCounts.Rollbacks(4, 1));

    @Test
    void shouldStateStepsDiscardedAndRollBacksByCause() {
        assertThat(print(true)).contains("steps   480 made, 15 of them discarded (12 not finite, 3 out of line); "
                + "roll-backs: 4 after bad steps, 1 after vetoes");
    }

    @Test
    void shouldStateNoStepsWithoutTraining() {
        assertThat(print(false)).doesNotContain("steps ");
    }

    @Test
    void shouldHaveTheSameCountsInTheSummaryFile() throws JsonProcessingException {
        JsonNode steps = new ObjectMapper().readTree(Report.json(summary(true))).get("stepCounts");
        assertThat(steps.requiredAt("/made").asLong()).isEqualTo(480);
        assertThat(steps.requiredAt("/discarded/notFinite").asLong()).isEqualTo(12);
        assertThat(steps.requiredAt("/discarded/outOfLine").asLong()).isEqualTo(3);
        assertThat(steps.requiredAt("/rollbacks/badSteps").asLong()).isEqualTo(4);
        assertThat(steps.requiredAt("/rollbacks/vetoes").asLong()).isEqualTo(1);
    }

    @Test
    void shouldStateTheObjectsLeftOutByReason() throws JsonProcessingException {
        assertThat(print(false)).contains("objects 1 events, 1 samples, 7 left out, 0 dead letters {over-cap=7}");
        assertThat(new ObjectMapper().readTree(Report.json(summary(false)))
                .requiredAt("/objectsDropped/over-cap").asInt())
                .isEqualTo(7);
    }

    @Test
    void shouldMissNoFramesWhereTheRunWasInterrupted() throws JsonProcessingException {
        DemoSummary summary = summary(true, new Drive(false, new InterruptedException()));
        assertThat(print(summary)).contains("ended before the log did").doesNotContain("MISSING");
        JsonNode json = new ObjectMapper().readTree(Report.json(summary));
        assertThat(json.requiredAt("/interrupted").asBoolean()).isTrue();
        assertThat(json.requiredAt("/interruption").asText()).isEqualTo("interrupted");
    }

    @Test
    void shouldNameNoInterruptionWhereThereWasNone() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(Report.json(summary(true)));
        assertThat(json.requiredAt("/interrupted").asBoolean(true)).isFalse();
        assertThat(json.has("interruption")).isFalse();
    }

    private static String print(boolean training) {
        return print(summary(training));
    }

    private static String print(DemoSummary summary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SummaryText.print(summary, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static DemoSummary summary(boolean training) {
        return summary(training, new Drive(true, null));
    }

    private static DemoSummary summary(boolean training, Drive drive) {
        DemoSummary.Frames frames = new DemoSummary.Frames(new DemoSummary.Lidar(1, 1, 0, 0, 0, 0, Map.of()),
                new DemoSummary.Camera(1, 1, 0, 0, 0, 0, Map.of()));
        return new DemoSummary(frames, 1, 1, Map.of("over-cap", 7L), 0,
                new DemoSummary.Checkpoints(0, 0, 0, Map.of()), STEPS, null, null, null, null, Map.of(),
                drive.drained(), drive.isCut(), drive.reason(),
                new DemoSummary.RunFacts(1, 1, 1, 1, 1, training,
                        LearningChoice.of(Preset.SHORT_DEMO, "", Preset.SHORT_DEMO.config()), STEPS.made(), ""),
                "run", MathsReport.now());
    }
}
