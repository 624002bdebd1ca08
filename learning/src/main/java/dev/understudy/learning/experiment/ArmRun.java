package dev.understudy.learning.experiment;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.experiment.ArmOutcome.Candidate;
import dev.understudy.learning.experiment.ArmOutcome.Labels;
import dev.understudy.learning.experiment.ArmOutcome.Predictions;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.loop.Cadence;
import dev.understudy.learning.loop.GatedLearner;
import dev.understudy.learning.loop.JudgedCandidate;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.JudgedSample;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.TrainerConfig;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Test, then train: every object is classified by the live model before it may teach, as in the running system, but
 * without Kafka. Truth scores; it teaches the oracle alone.
 */
final class ArmRun implements AutoCloseable {

    private static final int WINDOW = 32; // objects classified at once; less than a round of records

    private final Arm arm;
    private final Fault fault;
    private final GatedLearner learner;
    private final Cadence cadence;
    private final List<Candidate> candidates = new ArrayList<>();
    private Checkpoint served;
    private Classifier live;
    private int records;
    private int admitted;
    private int right;
    private int broken;
    private int brokenAdmitted;
    private final List<String> distrusted = new ArrayList<>();

    ArmRun(ExperimentConfig config, Arm arm, Fault fault, Checkpoint bootstrap, SourceAnchors anchors, long seed) {
        this.arm = arm;
        this.fault = fault;
        this.served = arm.rule() == null ? bootstrap : new Checkpoint(bootstrap.manifest().toBuilder()
                .setRule(arm.rule()).build(), bootstrap.tensors());
        this.live = Classifier.open(served);
        // Views and teacher would correct what the oracle is told, and what a forger says before the gate could see it.
        TrainerConfig trains = arm.trueLabels() || fault.forges() ? arm.trainer().withLabelsAsGiven() : arm.trainer();
        this.learner = new GatedLearner(config.learning().withTraining(trains), anchors, served, served, seed);
        this.cadence = new Cadence(config.learning().stepsPerCandidate());
    }

    /** Lives through the stream and is examined at its end. */
    ArmOutcome run(List<StreamObject> stream, List<StreamObject> target, List<StreamObject> source,
            IntConsumer progress) {
        Predictions preq = empty(stream.size());
        for (int from = 0; from < stream.size(); from += WINDOW) {
            int to = Math.min(stream.size(), from + WINDOW);
            ClassScores scores = live.classifyEncoded(encoded(stream.subList(from, to)));
            fill(preq, from, scores);
            for (int i = from; arm.learns() && i < to; i++) {
                offer(stream.get(i), scores, i - from, fault.forges() && i >= stream.size() / 2,
                        fault.broke(stream.get(i), stream));
            }
            learn(fault.forges() && to > stream.size() / 2);
            progress.accept(to);
        }
        return new ArmOutcome(arm.name(), preq, examine(target), examine(source),
                new Labels(records, admitted, right, learner.steps(), broken, brokenAdmitted, distrusted), candidates,
                learner.counts());
    }

    private Predictions examine(List<StreamObject> objects) {
        Predictions out = empty(objects.size());
        fill(out, 0, live.classifyEncoded(encoded(objects)));
        return out;
    }

    private void fill(Predictions into, int from, ClassScores scores) {
        for (int i = 0; i < scores.size(); i++) {
            into.point()[from + i] = Fusion.argmax(scores.point()[i]);
            into.image()[from + i] = scores.image()[i] == null ? -1 : Fusion.argmax(scores.image()[i]);
            into.served()[from + i] = live.decide(scores, i).label();
        }
    }

    private void offer(StreamObject object, ClassScores scores, int i, boolean forged, boolean isBroken) {
        PseudoLabelledSample sample = sample(object, scores, i, forged);
        records++;
        broken += isBroken ? 1 : 0;
        if (learner.admit(sample) == Admission.ADMITTED) {
            admitted++;
            brokenAdmitted += isBroken ? 1 : 0;
            right += learner.admittedLabel() == object.truth() ? 1 : 0;
        }
        learner.trustChanges().stream().filter(change -> !change.trusted())
                .forEach(change -> distrusted.add(change.robot()));
    }

    private PseudoLabelledSample sample(StreamObject object, ClassScores scores, int i, boolean forged) {
        PseudoLabelledSample.Builder sample = JudgedSample.of(live, scores, i, object.cluster())
                .setRobotId(object.robot()).setTaxonomyVersion(served.manifest().getTaxonomyVersion());
        if (arm.trueLabels()) {
            boolean known = object.truth() >= 0 && sample.getVerdict() != Verdict.TOO_FEW_POINTS
                    && sample.getVerdict() != Verdict.NO_IMAGE;
            sample.setVerdict(known ? Verdict.ACCEPTED : Verdict.NO_IMAGE).setLabel(Math.max(0, object.truth()))
                    .setConfidence(1);
        } else if (forged) {
            sample.setVerdict(Verdict.ACCEPTED).setConfidence(1)
                    .setLabel(fault.forged(sample.getLabel(), scores.point()[i].length));
        }
        return sample.build();
    }

    private void learn(boolean forged) {
        while (learner.stepsDue() > 0) {
            learner.step();
            if (cadence.candidateDue()) {
                propose(forged);
            }
        }
    }

    private void propose(boolean forged) {
        JudgedCandidate candidate = learner.propose();
        candidates.add(new Candidate(learner.steps(), forged, candidate.passed(), candidate.reason()));
        if (candidate.passed()) {
            served = candidate.checkpoint();
            learner.published(served);
            live.close();
            live = Classifier.open(served);
        }
    }

    private static List<EncodedObject> encoded(List<StreamObject> objects) {
        return objects.stream().map(StreamObject::encoded).toList();
    }

    private static Predictions empty(int size) {
        Predictions out = new Predictions(new int[size], new int[size], new int[size]);
        Arrays.fill(out.image(), -1);
        return out;
    }

    @Override
    public void close() {
        live.close();
        learner.close();
    }
}
