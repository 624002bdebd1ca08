package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Erasure;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.Optional;

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

    /**
     * The proposal becomes live: it is what later candidates are held against. Said just before it is committed, so
     * that {@link #memory} can be committed with it; when that fails, this learner is not used any more.
     */
    void published(Checkpoint checkpoint);

    /** Everything but the weights that learning depends on, asked for right after {@link #published}. */
    default byte[] memory() {
        return new byte[0];
    }

    /**
     * Goes on where another learner left off; this one is new and has the weights that the memory goes with.
     *
     * @throws RuntimeException when the memory is of another format or model; this learner is of no use then
     */
    default void resume(byte[] memory) {
        // A learner without a memory has nothing to resume.
    }

    /**
     * What was live before the version this learner goes on from, when that was not the bootstrap: what the live model
     * is held against. Said once, before the first sample.
     */
    default void follows(Checkpoint previous) {
        // A learner that never finds a decline needs nothing to compare with.
    }

    /** Whether the live model has declined; at most once for each that became live. */
    default Optional<Decline> decline() {
        return Optional.empty();
    }

    /** Lets go of a robot's crops of a time; returns how many samples held one. */
    default int erase(Erasure erasure) {
        return 0;
    }

    /**
     * A memory of this kind of learner without a robot's crops of a time.
     *
     * @throws RuntimeException when it cannot be read
     */
    default byte[] erased(byte[] memory, Erasure erasure) {
        return memory;
    }

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
