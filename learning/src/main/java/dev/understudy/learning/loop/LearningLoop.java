package dev.understudy.learning.loop;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.PseudoLabelledSample;

/**
 * The trainer's loop without Kafka: steps are made right after the sample that makes them due, a candidate is judged
 * right after the step that makes it due, and one that passes is live at once. When the live model declines, what was
 * live before it is live again and nothing more is learnt. Not thread-safe.
 */
public final class LearningLoop implements AutoCloseable {

    /** Is told what happens. */
    public interface Listener {

        /** After every step. */
        default void stepped(StepReport step) {
            // Only some count steps.
        }

        /** After every candidate, before it goes live if it does. */
        default void judged(JudgedCandidate candidate) {
            // Only some look at candidates.
        }

        /** The live model has declined, and learning ends. */
        default void declined(GateReport report) {
            // Only some report it.
        }
    }

    private final GatedLearner learner;
    private final Cadence cadence;
    private final Listener listener;
    private Checkpoint live;
    private Checkpoint before;
    private JudgedCandidate last;
    private long stepsAtLast;
    private boolean frozen;

    /**
     * Starts from a bootstrap.
     *
     * @param anchors labelled source objects, to rehearse and for the canary
     * @param bootstrap what is live at first, and what to return to when the first version declines
     * @param seed of every random draw
     */
    public LearningLoop(LearningConfig config, SourceAnchors anchors, Checkpoint bootstrap, long seed,
            Listener listener) {
        this.learner = new GatedLearner(config, anchors, bootstrap, bootstrap, seed);
        this.cadence = new Cadence(config.stepsPerCandidate());
        this.listener = listener;
        this.live = bootstrap;
        this.before = bootstrap;
    }

    /** Offers one judged object and does all that gets due; once frozen it is rejected. */
    public Admission take(PseudoLabelledSample sample) {
        if (frozen) {
            return Admission.REJECTED;
        }
        Admission admission = learner.admit(sample);
        while (learner.stepsDue() > 0) {
            listener.stepped(learner.step());
            if (cadence.candidateDue()) {
                propose();
            }
        }
        learner.decline().ifPresent(this::freeze);
        return admission;
    }

    private void propose() {
        last = learner.propose();
        stepsAtLast = learner.steps();
        listener.judged(last);
        if (last.passed()) {
            learner.published(last.checkpoint());
            before = live;
            live = last.checkpoint();
        }
    }

    /**
     * The newest weights and the gate's verdict on them. Where steps were made since the last candidate, or none has
     * been due yet, one is judged out of turn, and live if it passes; not once frozen.
     */
    public JudgedCandidate lastCandidate() {
        if (last == null || stepsAtLast < learner.steps() && !frozen) {
            propose();
        }
        return last;
    }

    private void freeze(GateReport report) {
        live = before;
        frozen = true;
        listener.declined(report);
    }

    /** What classifies the next object. */
    public Checkpoint live() {
        return live;
    }

    /** Whether learning has ended because the live model declined. */
    public boolean isFrozen() {
        return frozen;
    }

    /** The learner, for its counts. */
    public GatedLearner learner() {
        return learner;
    }

    @Override
    public void close() {
        learner.close();
    }
}
