package dev.understudy.learning.gate;

import static dev.understudy.learning.gate.GateReport.Test.atLeast;
import static dev.understudy.learning.gate.GateReport.Test.atMost;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.learning.statistics.Balance;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether a candidate may go live, without one true label of the stream: it must not fall on labelled source
 * objects (canary), must neither collapse on recent unlabelled ones (probe) nor doubt what the bootstrap is sure of
 * there, must not have been taught labels that the served model's sure answers contradict, and must rest on enough
 * evidence.
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
        tests.add(atLeast(GateTest.FINITE_WEIGHTS, candidate.isFinite() ? 1 : 0, 1));
        if (!candidate.isFinite()) {
            return new GateReport(tests);
        }
        try (Classifier classifier = Classifier.open(candidate); Classifier servedClassifier = Classifier.open(served);
                Classifier baseClassifier = Classifier.open(base)) {
            addCanary(tests, canary.accuracy(candidate, classifier), canary.accuracy(served, servedClassifier),
                    canary.accuracy(base, baseClassifier));
            addLabels(tests, servedClassifier, evidence.taught());
            if (!evidence.probe().isEmpty()) {
                ClassScores scores = classifier.classifyEncoded(evidence.probe());
                ClassScores ofBase = baseClassifier.classifyEncoded(evidence.probe());
                addSureness(tests, scores, ofBase);
                addBalance(tests, balance(classifier, scores),
                        balance(servedClassifier, servedClassifier.classifyEncoded(evidence.probe())),
                        balance(baseClassifier, ofBase));
            }
        }
        tests.add(atLeast(GateTest.PROBE_SIZE, evidence.probe().size(), config.minima().probe()));
        tests.add(atLeast(GateTest.UPDATES, evidence.updates(), config.minima().updates()));
        tests.add(atLeast(GateTest.TRACKS, evidence.tracks(), config.minima().tracks()));
        tests.add(atLeast(GateTest.COVERAGE, evidence.coverage(), config.minima().coverage()));
        return new GateReport(tests);
    }

    /** What the served model gained on the source is no debt: the source is not what it adapts to. */
    private void addCanary(List<GateReport.Test> tests, double candidate, double served, double base) {
        tests.add(atLeast(GateTest.CANARY_VS_SERVED, candidate, Math.min(base, served) - config.canary().drop()));
        tests.add(atLeast(GateTest.CANARY_VS_BASE, candidate, base - config.canary().dropFromBase()));
    }

    /** Labels that say something else where both sensors leave no doubt are forged, permuted or of other objects. */
    private void addLabels(List<GateReport.Test> tests, Classifier served, List<TrainingSample> taught) {
        SureAnswers sure = SureAnswers.of(
                served.classifyEncoded(taught.stream().map(TrainingSample::object).toList()),
                config.sureness().confidence());
        if (sure.count() >= config.sureness().objects()) {
            tests.add(atLeast(GateTest.LABELS_VS_SERVED, sure.lowestMean(config.sureness().objects(),
                    (i, label) -> taught.get(i).label() == label ? 1 : 0), config.sureness().ofLabels()));
        }
    }

    private void addSureness(List<GateReport.Test> tests, ClassScores scores, ClassScores ofBase) {
        SureAnswers sure = SureAnswers.of(ofBase, config.sureness().confidence());
        if (sure.count() >= config.sureness().objects()) {
            tests.add(atLeast(GateTest.SURE_OF_BASE,
                    sure.mean((i, label) -> SureAnswers.probability(scores, i, label)), config.sureness().ofBase()));
        }
    }

    private void addBalance(List<GateReport.Test> tests, Balance candidate, Balance served, Balance anchor) {
        GateConfig.BalanceLimits limits = config.balance();
        tests.add(atLeast(GateTest.ENTROPY_VS_BASE, candidate.entropy(), limits.entropyOfBase() * anchor.entropy()));
        tests.add(atLeast(GateTest.ENTROPY_VS_SERVED, candidate.entropy(),
                limits.entropyOfServed() * served.entropy()));
        tests.add(atLeast(GateTest.ENTROPY_FLOOR, candidate.entropy(), limits.entropyFloor()));
        double share = Math.max(limits.largestShare(), limits.largestShareOfBase() * anchor.largestShare());
        tests.add(atMost(GateTest.LARGEST_SHARE, candidate.largestShare(), share));
    }

    /**
     * Balance of the branches' mean, each counting half whatever weight the model gives it: a branch that has
     * collapsed shows though it hardly decides. Votes are the model's decisions.
     */
    private static Balance balance(Classifier classifier, ClassScores scores) {
        double[] mean = new double[scores.point()[0].length];
        int[] votes = new int[mean.length];
        for (int i = 0; i < scores.size(); i++) {
            float[] point = scores.point()[i];
            float[] image = scores.image()[i] == null ? point : scores.image()[i];
            for (int k = 0; k < mean.length; k++) {
                mean[k] += (point[k] + image[k]) / (2.0 * scores.size());
            }
            votes[classifier.decide(scores, i).label()]++;
        }
        return Balance.of(mean, votes);
    }
}
