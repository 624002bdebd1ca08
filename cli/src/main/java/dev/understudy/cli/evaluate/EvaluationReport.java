package dev.understudy.cli.evaluate;

import dev.understudy.learning.model.MathsReport;
import java.util.List;
import java.util.Map;

/**
 * The outcome of an evaluation; its JSON form is {@code --json}.
 *
 * @param log name of the log
 * @param way {@code offline} or {@code through a broker}
 * @param taxonomy version of the class list
 * @param frames LiDAR frames that gave objects or none
 * @param labelledFrames those with labels
 * @param pairing LiDAR frames by {@code paired} or the reason why they had no image
 * @param objectsDropped objects of these frames that no model saw, by reason
 * @param unusable what could not be read or used, by reason
 * @param models one, or two when compared
 * @param comparison {@code null} without a second model or labels
 * @param latency milliseconds per record and stage, offline only
 * @param maths what the classes were computed with
 */
record EvaluationReport(String log, String way, String taxonomy, long frames, int labelledFrames,
        Map<String, Long> pairing, Map<String, Long> objectsDropped, Map<String, Long> unusable,
        List<ModelReport> models, Comparison comparison, Map<String, StageTimes.Latency> latency,
        MathsReport maths) {

    /** The model under evaluation. */
    ModelReport first() {
        return models.get(0);
    }
}
