package dev.understudy.cli.chaos;

import dev.understudy.cli.chaos.audit.FactReader;
import dev.understudy.cli.chaos.audit.SampleDecision;
import dev.understudy.cli.chaos.audit.SampleIds;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Discard;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.trainer.Learner;
import dev.understudy.trainer.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A learner that writes down what it was taught instead of learning it: its checkpoints are the bootstrap's weights,
 * which a stream can serve, and one tensor more, which names every accepted sample in order. An audit reads from it
 * what was lost or doubled. One step is due after each accepted sample, and every fourth candidate is turned down.
 */
final class AuditedLearner implements Learner {

    private static final int REJECTED_ONE_IN = 4;

    private final Checkpoint from;
    private final List<Long> taught = new ArrayList<>();
    private int due;
    private long steps;
    private long proposals;

    AuditedLearner(Checkpoint from) {
        this.from = from;
        Tensor before = from.tensors().get(SampleIds.TENSOR);
        if (before != null) {
            taught.addAll(SampleIds.fromWeights(before.data()));
        }
        // Somewhere in the round of four, or a trainer killed at its second candidate never saw one turned down.
        proposals = taught.size();
    }

    @Override
    public Admission admit(PseudoLabelledSample sample) {
        if (!SampleDecision.teaches(sample)) {
            return Admission.REJECTED;
        }
        taught.add(SampleIds.of(FactReader.objectId(sample)));
        due++;
        return Admission.ADMITTED;
    }

    @Override
    public int stepsDue() {
        return due;
    }

    @Override
    public StepReport step() {
        due--;
        return new StepReport(++steps, 1, 1, 0, 0, 1, Discard.NONE, false);
    }

    @Override
    public Proposal propose() {
        boolean passed = ++proposals % REJECTED_ONE_IN != 0;
        Map<String, Tensor> tensors = new TreeMap<>(from.tensors());
        float[] weights = SampleIds.toWeights(taught);
        tensors.put(SampleIds.TENSOR, new Tensor(new long[] {weights.length}, weights));
        return new Proposal(new Checkpoint(from.manifest(), tensors), passed, passed ? "" : "turned-down", "[]");
    }

    @Override
    public void published(Checkpoint checkpoint) {
        // Nothing is held against it.
    }

    @Override
    public void close() {
        // Nothing to free.
    }
}
