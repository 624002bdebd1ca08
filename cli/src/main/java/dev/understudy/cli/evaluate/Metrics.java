package dev.understudy.cli.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;

/** The metrics that a condition may ask for: differences where two models are compared, else the model's own. */
final class Metrics {

    private Metrics() {
    }

    static Map<String, Double> of(EvaluationReport report) {
        Map<String, Double> out = new LinkedHashMap<>();
        if (report.models().size() > 1) {
            if (report.comparison() != null) {
                report.comparison().differences().forEach((name, d) -> out.put(name, d.value()));
            }
            return out;
        }
        ModelReport.Scores scores = report.first().scores();
        if (scores != null) {
            out.put("accuracy", scores.accuracy());
            out.put("macro_f1", scores.macroF1());
            out.put("calibration_error", scores.calibrationError());
            scores.perClass().forEach((name, s) -> {
                if (s.support() > 0) {
                    out.put("f1." + name, s.f1());
                    out.put("precision." + name, s.precision());
                    out.put("recall." + name, s.recall());
                }
            });
        }
        return out;
    }
}
