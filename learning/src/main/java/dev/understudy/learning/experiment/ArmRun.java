package dev.understudy.learning.experiment;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.experiment.ArmOutcome.Alarm;
import dev.understudy.learning.experiment.ArmOutcome.Candidate;
import dev.understudy.learning.experiment.ArmOutcome.Labels;
import dev.understudy.learning.experiment.ArmOutcome.Predictions;
import dev.understudy.learning.experiment.ArmOutcome.Publication;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.loop.JudgedCandidate;
import dev.understudy.learning.loop.LearningLoop;
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
final class ArmRun implements LearningLoop.Listener, AutoCloseable {

    private static final int WINDOW = 32; // objects classified at once, unless another model goes live among them

    private final Arm arm;
    private final Fault fault;
    private final LearningLoop loop;
    private final List<Candidate> candidates = new ArrayList<>();
    private Checkpoint served;
    private Classifier live;
    private boolean forged;
    private int records;
    private int admitted;
    private int right;
    private int broken;
    private int brokenAdmitted;
    private final List<String> distrusted = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();

    ArmRun(ExperimentConfig config, Arm arm, Fault fault, Checkpoint bootstrap, SourceAnchors anchors, long seed) {
        this.arm = arm;
        this.fault = fault;
        this.served = arm.rule() == null ? bootstrap : new Checkpoint(bootstrap.manifest().toBuilder()
                .setRule(arm.rule()).build(), bootstrap.tensors());
        this.live = Classifier.open(served);
        // Views and teacher would correct what the oracle is told, and what a forger says before the gate could see it.
        TrainerConfig trains = arm.trueLabels() || fault.forges() ? arm.trainer().withLabelsAsGiven() : arm.trainer();
        this.loop = new LearningLoop(config.learning().withTraining(trains), anchors, served, seed, this);
    }

    /** Runs on the stream and is then evaluated. */
    ArmOutcome run(List<StreamObject> stream, List<StreamObject> target, List<StreamObject> source,
            IntConsumer progress) {
        Predictions preq = empty(stream.size());
        for (int from = 0; from < stream.size();) {
            from = classifyAndTeach(stream, from, preq);
            progress.accept(from);
        }
        return new ArmOutcome(arm.name(), preq, examine(target), examine(source),
                new Labels(records, admitted, right, loop.learner().steps(), broken, brokenAdmitted, distrusted),
                new Publication(candidates, alarms), loop.learner().counts());
    }

    /** A window of objects, or less where another model goes live; returns the object after the last. */
    private int classifyAndTeach(List<StreamObject> stream, int from, Predictions into) {
        int to = Math.min(stream.size(), from + WINDOW);
        ClassScores scores = live.classifyEncoded(encoded(stream.subList(from, to)));
        for (int i = from; i < to; i++) {
            fill(into, i, scores, i - from);
            if (arm.learns() && !loop.isFrozen()) {
                forged = fault.forges() && i >= stream.size() / 2;
                offer(stream.get(i), scores, i - from, fault.broke(stream.get(i), stream));
            }
            if (served != loop.live()) {
                serve(loop.live());
                return i + 1;
            }
        }
        return to;
    }

    private void serve(Checkpoint checkpoint) {
        served = checkpoint;
        live.close();
        live = Classifier.open(checkpoint);
    }

    private Predictions examine(List<StreamObject> objects) {
        Predictions out = empty(objects.size());
        ClassScores scores = live.classifyEncoded(encoded(objects));
        for (int i = 0; i < objects.size(); i++) {
            fill(out, i, scores, i);
        }
        return out;
    }

    private void fill(Predictions into, int at, ClassScores scores, int i) {
        into.point()[at] = Fusion.argmax(scores.point()[i]);
        into.image()[at] = scores.image()[i] == null ? -1 : Fusion.argmax(scores.image()[i]);
        into.served()[at] = live.decide(scores, i).label();
    }

    private void offer(StreamObject object, ClassScores scores, int i, boolean isBroken) {
        PseudoLabelledSample sample = sample(object, scores, i);
        records++;
        broken += isBroken ? 1 : 0;
        if (loop.take(sample) == Admission.ADMITTED) {
            admitted++;
            brokenAdmitted += isBroken ? 1 : 0;
            right += loop.learner().admittedLabel() == object.truth() ? 1 : 0;
        }
        loop.learner().trustChanges().stream().filter(change -> !change.trusted())
                .forEach(change -> distrusted.add(change.robot()));
    }

    private PseudoLabelledSample sample(StreamObject object, ClassScores scores, int i) {
        PseudoLabelledSample.Builder sample = JudgedSample.of(served, live, scores, i, object.cluster())
                .setRobotId(object.robot());
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

    @Override
    public void judged(JudgedCandidate candidate) {
        candidates.add(new Candidate(loop.learner().steps(), forged, candidate.passed(), candidate.reason()));
    }

    @Override
    public void declined(GateReport report) {
        alarms.add(new Alarm(loop.learner().steps(), report.reason()));
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
        loop.close();
    }
}
