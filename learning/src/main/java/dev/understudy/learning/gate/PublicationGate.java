package dev.understudy.learning.gate;

import static dev.understudy.learning.gate.GateReport.Test.atLeast;
import static dev.understudy.learning.gate.GateReport.Test.atMost;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.train.TrainingSample;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether a candidate may go live, without one label of the stream: it must not fall on labelled source
 * objects (canary), must not collapse on recent unlabelled ones (probe), and must rest on enough evidence.
 */
public final class PublicationGate {

    private final GateConfig config;
    private final Checkpoint base;
    private final Canary canary;

    /**
     * A gate with a canary of its own.
     *
     * @param base the bootstrap, against which slow decline is held
     * @param canary labelled source objects that never taught
     */
    public PublicationGate(GateConfig config, Checkpoint base, List<TrainingSample> canary) {
        this(config, base, new Canary(canary));
    }

    /** A gate that shares its canary with a {@link HealthWatch}. */
    public PublicationGate(GateConfig config, Checkpoint base, Canary canary) {
        this.config = config;
        this.base = base;
        this.canary = canary;
    }

    /** Tests a candidate against the version served now. */
    public GateReport judge(Checkpoint candidate, Checkpoint served, Evidence evidence) {
        List<GateReport.Test> tests = new ArrayList<>();
        tests.add(atLeast("finite-weights", candidate.isFinite() ? 1 : 0, 1));
        if (!candidate.isFinite()) {
            return new GateReport(tests);
        }
        try (Classifier classifier = Classifier.open(candidate); Classifier servedClassifier = Classifier.open(served);
                Classifier baseClassifier = Classifier.open(base)) {
            double accuracy = canary.accuracy(candidate, classifier);
            tests.add(atLeast("canary-vs-served", accuracy,
                    canary.accuracy(served, servedClassifier) - config.canaryDrop()));
            tests.add(atLeast("canary-vs-base", accuracy,
                    canary.accuracy(base, baseClassifier) - config.canaryDropFromBase()));
            if (!evidence.probe().isEmpty()) {
                addBalance(tests, Balance.of(classifier, evidence.probe()),
                        Balance.of(servedClassifier, evidence.probe()), Balance.of(baseClassifier, evidence.probe()));
            }
        }
        tests.add(atLeast("probe-size", evidence.probe().size(), config.minProbe()));
        tests.add(atLeast("updates", evidence.updates(), config.minUpdates()));
        tests.add(atLeast("tracks", evidence.tracks(), config.minTracks()));
        tests.add(atLeast("coverage", evidence.coverage(), config.minCoverage()));
        return new GateReport(tests);
    }

    private void addBalance(List<GateReport.Test> tests, Balance candidate, Balance served, Balance anchor) {
        tests.add(atLeast("entropy-vs-base", candidate.entropy(), config.entropyOfBase() * anchor.entropy()));
        tests.add(atLeast("entropy-vs-served", candidate.entropy(), config.entropyOfServed() * served.entropy()));
        tests.add(atLeast("entropy-floor", candidate.entropy(), config.entropyFloor()));
        double share = Math.max(config.largestShare(), config.largestShareOfBase() * anchor.largestShare());
        tests.add(atMost("largest-share", candidate.largestShare(), share));
    }

    /**
     * How evenly a model spreads its predictions over the classes.
     *
     * @param entropy of the mean joint distribution, relative to log K
     * @param largestShare share of objects given to the most frequent class
     */
    record Balance(double entropy, double largestShare) {

        static Balance of(Classifier classifier, List<EncodedObject> probe) {
            ClassScores scores = classifier.classifyEncoded(probe);
            int classes = scores.point()[0].length;
            double[] mean = new double[classes];
            int[] votes = new int[classes];
            for (int i = 0; i < scores.size(); i++) {
                float[] point = scores.point()[i];
                float[] image = scores.image()[i] == null ? point : scores.image()[i];
                for (int k = 0; k < classes; k++) {
                    mean[k] += (point[k] + image[k]) / (2.0 * scores.size());
                }
                votes[classifier.decide(scores, i).label()]++;
            }
            double entropy = 0;
            int largest = 0;
            for (int k = 0; k < classes; k++) {
                entropy -= mean[k] > 0 ? mean[k] * Math.log(mean[k]) : 0;
                largest = Math.max(largest, votes[k]);
            }
            return new Balance(entropy / Math.log(classes), (double) largest / scores.size());
        }
    }
}
