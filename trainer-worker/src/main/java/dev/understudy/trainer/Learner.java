package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.PseudoLabelledSample;

/**
 * What the worker asks of the learning side. Called by one thread; the same samples in the same order give the same
 * candidates.
 */
public interface Learner extends AutoCloseable {

    /**
     * Offers one judged object.
     *
     * @throws RuntimeException when the sample cannot be used; the learner is as before
     */
    Admission admit(PseudoLabelledSample sample);

    /** Steps the samples so far call for and that were not made. */
    int stepsDue();

    StepReport step();

    /** The present weights as a candidate, and what the gate says of it. */
    Proposal propose();

    /** The proposal is committed and live: it is what later candidates are held against. */
    void published(Checkpoint checkpoint);

    @Override
    void close();

    /** Makes learners. */
    @FunctionalInterface
    interface Factory {

        /**
         * A learner that goes on from a checkpoint.
         *
         * @param bootstrap what slow decline is held against
         * @param from      the last published checkpoint, or the bootstrap itself
         */
        Learner start(Checkpoint bootstrap, Checkpoint from);
    }
}
