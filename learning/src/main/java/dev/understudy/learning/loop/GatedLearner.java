package dev.understudy.learning.loop;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.Canary;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.gate.HealthWatch;
import dev.understudy.learning.gate.PublicationGate;
import dev.understudy.learning.label.RobotTrust;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Erasure;
import dev.understudy.learning.train.Guard;
import dev.understudy.learning.train.OnlineTrainer;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.LearnerMemory;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.List;
import java.util.Optional;

/**
 * Online self-training behind the publication gate and under the health watch. A candidate that lacks evidence only
 * waits; after {@value GateReport#VETOES_TO_ROLL_BACK} in a row that the gate vetoed for what they do, training returns
 * to the weights that are live.
 *
 * <p>The trainer drives it with transactions around each publication; {@link LearningLoop} drives it without Kafka.
 * Not thread-safe, and only one step may run at a time in a process.
 */
public final class GatedLearner implements AutoCloseable {

    private static final long SPREAD = 1_000_003; // a prime, so that seeds and versions make different draws

    private final OnlineTrainer trainer;
    private final PublicationGate gate;
    private final boolean gated;
    private final boolean watched;
    private final HealthWatch watch;
    private Checkpoint live;

    /**
     * Goes on from the live checkpoint.
     *
     * @param anchors labelled source objects, to rehearse and for the canary
     * @param bootstrap what slow decline is compared with
     * @param live what is live, the bootstrap itself or a later version
     * @param seed of every random draw, together with the live version
     */
    public GatedLearner(LearningConfig config, SourceAnchors anchors, Checkpoint bootstrap, Checkpoint live,
            long seed) {
        Canary canary = new Canary(anchors.canary());
        // Another version draws other samples, although the step counter begins anew.
        long seedOfVersion = seed * SPREAD + live.manifest().getVersion();
        this.trainer = new OnlineTrainer(config.training(), live, anchors, seedOfVersion);
        this.gate = new PublicationGate(config.gate(), bootstrap, canary);
        this.gated = config.training().has(Guard.GATE);
        this.watched = config.training().has(Guard.HEALTH_WATCH);
        this.watch = new HealthWatch(config.health(), bootstrap, canary);
        this.live = live;
        if (live != bootstrap) {
            watch.live(live, bootstrap);
        }
    }

    /** Offers one judged object. */
    public Admission admit(PseudoLabelledSample sample) {
        Admission admission = trainer.admit(sample);
        if (admission != Admission.UNUSABLE) {
            watch.observe(sample);
        }
        return admission;
    }

    /** The label under which the sample admitted last teaches; views of its track that follow may change it. */
    public int admittedLabel() {
        return trainer.admittedLabel();
    }

    /** Steps that the samples so far call for and that have not been made. */
    public int stepsDue() {
        return trainer.stepsDue();
    }

    /** Makes one step; see {@link OnlineTrainer#step}. */
    public StepReport step() {
        return trainer.step();
    }

    /** Puts the present weights to the gate. Without the guard they pass as long as they are finite. */
    public JudgedCandidate propose() {
        Checkpoint candidate = trainer.candidate();
        GateReport report = gate.judge(candidate, live, trainer.evidence());
        if (!gated && candidate.isFinite()) {
            return new JudgedCandidate(candidate, report, true, false);
        }
        boolean rolledBack = trainer.judged(report);
        return new JudgedCandidate(candidate, report, report.passed(), rolledBack);
    }

    /** A candidate becomes live: it is what later ones are compared with, and what a roll-back returns to. */
    public void published(Checkpoint checkpoint) {
        watch.live(checkpoint, live);
        live = checkpoint;
        trainer.published(checkpoint);
    }

    /** What was live before the version that this learner went on from, if that was not the bootstrap. */
    public void follows(Checkpoint previous) {
        watch.live(live, previous);
    }

    /** The health watch's report if a check is due and finds a decline of the live model; none without the guard. */
    public Optional<GateReport> decline() {
        return watched ? watch.decline() : Optional.empty();
    }

    /** Robots that are trusted no more, or again, since this was asked last. */
    public List<RobotTrust.Change> trustChanges() {
        return trainer.trustChanges();
    }

    /** Everything but the weights that learning depends on, to be taken right after {@link #published}. */
    public LearnerMemory memory() {
        return trainer.memory();
    }

    /** Goes on where another learner left off; see {@link OnlineTrainer#resume}. */
    public void resume(LearnerMemory memory) {
        trainer.resume(memory);
    }

    /** Removes crops for good; returns how many samples and probes held one of them. */
    public int erase(Erasure erasure) {
        watch.forget();
        return trainer.erase(erasure);
    }

    /** Optimiser steps made, discarded ones among them. */
    public long steps() {
        return trainer.steps();
    }

    /** Steps and roll-backs since this learner was made. */
    public StepCounts counts() {
        return trainer.counts();
    }

    /** Samples admitted to memory. */
    public long admitted() {
        return trainer.admitted();
    }

    @Override
    public void close() {
        trainer.close();
    }
}
