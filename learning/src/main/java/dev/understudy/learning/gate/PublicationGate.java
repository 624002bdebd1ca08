package dev.understudy.learning.gate;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.CandidateFigures.Compared;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.learning.statistics.Balance;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Decides whether a candidate may go live, without one true label of the stream: it must not fall on labelled source
 * objects (canary), must neither collapse on recent unlabelled ones (probe) nor doubt what the bootstrap is sure of
 * there, must not have been taught labels that the served model's sure answers contradict, and must rest on enough
 * evidence.
 */
public final class PublicationGate {

    private static final List<Criterion<Checkpoint>> FINITE =
            List.of(Criterion.atLeast(GateTest.FINITE_WEIGHTS, candidate -> candidate.isFinite() ? 1 : 0, any -> 1));

    private final List<Criterion<CandidateFigures>> tests;
    private final GateConfig.Sureness sureness;
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
        tests = PublicationTests.of(config);
        sureness = config.sureness();
        this.base = base;
        this.canary = canary;
    }

    /** Tests a candidate against the version served now. */
    public GateReport judge(Checkpoint candidate, Checkpoint served, Evidence evidence) {
        GateReport finite = Criterion.judge(FINITE, candidate);
        return finite.passed() ? finite.with(Criterion.judge(tests, measure(candidate, served, evidence))) : finite;
    }

    private CandidateFigures measure(Checkpoint candidate, Checkpoint served, Evidence evidence) {
        try (Classifier classifier = Classifier.open(candidate); Classifier servedClassifier = Classifier.open(served);
                Classifier baseClassifier = Classifier.open(base)) {
            Compared<Double> accuracy = new Compared<>(canary.accuracy(candidate, classifier),
                    canary.accuracy(served, servedClassifier), canary.accuracy(base, baseClassifier));
            OptionalDouble labels = labels(servedClassifier, evidence.taught());
            if (evidence.probe().isEmpty()) {
                return new CandidateFigures(accuracy, labels, OptionalDouble.empty(), Optional.empty(), evidence);
            }
            ClassScores scores = classifier.classifyEncoded(evidence.probe());
            ClassScores ofBase = baseClassifier.classifyEncoded(evidence.probe());
            Compared<Balance> balance = new Compared<>(balance(classifier, scores),
                    balance(servedClassifier, servedClassifier.classifyEncoded(evidence.probe())),
                    balance(baseClassifier, ofBase));
            return new CandidateFigures(accuracy, labels, sureness(scores, ofBase), Optional.of(balance), evidence);
        }
    }

    /** Labels that say something else where both sensors leave no doubt are forged, permuted or of other objects. */
    private OptionalDouble labels(Classifier served, List<TrainingSample> taught) {
        return sure(served.classifyEncoded(taught.stream().map(TrainingSample::object).toList()),
                answers -> answers.lowestMean(sureness.objects(),
                        (i, label) -> taught.get(i).label() == label ? 1 : 0));
    }

    private OptionalDouble sureness(ClassScores scores, ClassScores ofBase) {
        return sure(ofBase, answers -> answers.mean((i, label) -> SureAnswers.probability(scores, i, label)));
    }

    /** A figure of a model's sure answers, where there are enough. */
    private OptionalDouble sure(ClassScores scores, ToDoubleFunction<SureAnswers> figure) {
        SureAnswers answers = SureAnswers.of(scores, sureness.confidence());
        return answers.count() >= sureness.objects() ? OptionalDouble.of(figure.applyAsDouble(answers))
                : OptionalDouble.empty();
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
