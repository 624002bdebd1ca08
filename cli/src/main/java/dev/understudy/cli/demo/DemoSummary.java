package dev.understudy.cli.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.learning.loop.LearningChoice;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.train.StepCounts;
import java.util.Map;

/**
 * What a demo run leaves behind as {@code summary.json}. Accuracies are over the last quarter of the stream,
 * in [0, 1]; a value that the run could not measure is absent.
 *
 * @param frames where every frame went
 * @param events classified objects published
 * @param samples judged objects published for training
 * @param objectsDropped objects of decided frames that were not classified, by reason
 * @param deadLetters records that could not be used
 * @param checkpoints checkpoints the trainer published and the stream adopted
 * @param stepCounts optimiser steps made and discarded, and roll-backs; all 0 without training
 * @param accuracy share of scored objects whose class was right
 * @param macroF1 mean F1 over the classes present in the truth
 * @param scored what the scores rest on
 * @param log what was seen on a recorded log
 * @param damaged records of the log that could not be read, by the reader's one-line reason
 * @param conserved whether both conservation laws hold and every frame was decided and scored before the end; false
 *     where the run was interrupted
 * @param interrupted whether the run ended before the log did; all figures are then of what came until then
 * @param interruption what ended it, one line; absent where nothing did
 * @param run seed, sizes and durations
 * @param runDir the run folder
 * @param maths what the scores were computed with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemoSummary(Frames frames, long events, long samples, Map<String, Long> objectsDropped,
        long deadLetters, Checkpoints checkpoints, StepCounts stepCounts, Scores accuracy, Scores macroF1,
        Scored scored, LogFindings log, Map<String, Long> damaged, boolean conserved, boolean interrupted,
        String interruption, RunFacts run, String runDir, MathsReport maths) {

    /** Both sensors' ledgers. */
    public record Frames(Lidar lidar, Camera camera) {
    }

    /** {@code in = paired + lidarOnly + dropped + dead + pending}. */
    public record Lidar(long in, long paired, long lidarOnly, long dropped, long dead, long pending,
            Map<String, Long> reasons) {
    }

    /** {@code in = used + unused + dropped + dead + pending}. */
    public record Camera(long in, long used, long unused, long dropped, long dead, long pending,
            Map<String, Long> reasons) {
    }

    /** Candidates made, published, refused by the gate with its reasons, and adopted live. */
    public record Checkpoints(long published, long adopted, long rejected, Map<String, Long> rejections) {
    }

    /** Frozen bootstrap beside the adapting model; {@code frozenSource} is the frozen one before the shift. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Scores(Double frozen, Double adapted, Double frozenSource) {
    }

    /** Objects the last-quarter scores and the source score rest on. */
    public record Scored(long lastQuarter, long source, long all) {
    }

    /** Findings on a recorded log; the IoU is over those labelled cars that have a cluster in the image. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LogFindings(double clustersPerFrame, double proposalsPerFrame, Map<String, Long> objectsPerClass,
            Double medianCarIou, int labelledCars, int matchedCars, Map<String, String> pictures) {
    }

    /** What was run; {@code learning} is absent without training. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RunFacts(long seed, int robots, long frames, double streamSeconds, double wallSeconds,
            boolean training, LearningChoice learning, long trainingSteps, String bootstrapDigest) {
    }
}
