package dev.understudy.it;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Discard;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.trainer.Learner;
import dev.understudy.trainer.Proposal;

/**
 * A learner that learns nothing and proposes networks that load: one step is due after each sample of one's own robots,
 * whatever else is on the topic.
 */
final class UntrainedLearner implements Learner {

    private final String robots;
    private final Checkpoint weights;
    private int due;
    private long steps;

    /** @param robots beginning of the names of its robots */
    UntrainedLearner(String robots, Checkpoint weights) {
        this.robots = robots;
        this.weights = weights;
    }

    @Override
    public Admission admit(PseudoLabelledSample sample) {
        if (!sample.getRobotId().startsWith(robots)) {
            return Admission.REJECTED;
        }
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
        return new Proposal(weights, true, "", "[]");
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
