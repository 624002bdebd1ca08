package dev.understudy.cli.classify;

import dev.understudy.learning.statistics.CalibrationError;
import dev.understudy.learning.statistics.ConfusionMatrix;
import dev.understudy.learning.statistics.TrackAccuracy;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.objects.LabelledCluster;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what one branch, or both together, make of labelled objects. */
final class BranchScores {

    private final Taxonomy taxonomy;
    private final ConfusionMatrix matrix;
    private final TrackAccuracy tracks = new TrackAccuracy();
    private final CalibrationError calibration = new CalibrationError();

    BranchScores(Taxonomy taxonomy) {
        this.taxonomy = taxonomy;
        this.matrix = new ConfusionMatrix(taxonomy.classNames());
    }

    void add(LabelledCluster object, String truth, int predicted, double confidence) {
        String said = taxonomy.nameOf(predicted);
        matrix.add(truth, said);
        tracks.add(object.track(), truth, said.equals(truth));
        calibration.add(confidence, said.equals(truth));
    }

    ClassificationReport.Branch report() {
        Map<String, ConfusionMatrix.ClassScore> perClass = new LinkedHashMap<>();
        matrix.scores().forEach((name, score) -> {
            if (score.support() > 0) {
                perClass.put(name, score);
            }
        });
        return new ClassificationReport.Branch(matrix.total(), tracks.tracks(), matrix.accuracy(), matrix.macroF1(),
                tracks.accuracy(), tracks.macroAccuracy(), calibration.value(), perClass,
                matrix.rows(taxonomy.unknown()));
    }
}
