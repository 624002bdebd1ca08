package dev.understudy.trainer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointException;
import dev.understudy.learning.gate.Canary;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.gate.HealthWatch;
import dev.understudy.learning.gate.PublicationGate;
import dev.understudy.learning.label.RobotTrust;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Erasure;
import dev.understudy.learning.train.Guard;
import dev.understudy.learning.train.OnlineTrainer;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.LearnerMemory;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.List;
import java.util.Optional;

/**
 * The real learner: online self-training behind the publication gate. A candidate that lacks evidence only waits; after
 * {@value GateReport#VETOES_TO_ROLL_BACK} in a row that the gate vetoed for what they do, training returns to the
 * weights that are live.
 */
public final class OnlineLearner implements Learner {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OnlineTrainer trainer;
    private final PublicationGate gate;
    private final boolean gated;
    private final HealthWatch watch;
    private Checkpoint served;

    private OnlineLearner(OnlineTrainer trainer, PublicationGate gate, boolean gated, HealthWatch watch,
            Checkpoint served) {
        this.watch = watch;
        this.gated = gated;
        this.trainer = trainer;
        this.gate = gate;
        this.served = served;
    }

    /** Learners with these anchors. */
    public static Factory with(TrainerSettings settings, SourceAnchors anchors) {
        return (bootstrap, from) -> {
            // Another version draws other samples, although the step counter begins anew.
            long seed = settings.seed() * 1_000_003 + from.manifest().getVersion();
            Canary canary = new Canary(anchors.canary());
            HealthWatch watch = new HealthWatch(settings.learning().health(), bootstrap, canary);
            if (from != bootstrap) {
                watch.live(from, bootstrap);
            }
            return new OnlineLearner(new OnlineTrainer(settings.learning().training(), from, anchors, seed),
                    new PublicationGate(settings.learning().gate(), bootstrap, canary),
                    settings.learning().training().has(Guard.GATE), watch, from);
        };
    }

    /** Learners with the anchors shipped beside the bootstrap. */
    public static Factory withShippedAnchors(TrainerSettings settings) {
        return (bootstrap, from) -> with(settings, shipped(bootstrap)).start(bootstrap, from);
    }

    private static SourceAnchors shipped(Checkpoint bootstrap) {
        try {
            return SourceAnchors.shipped(Architecture.parse(bootstrap.manifest().getArchitecture()).encoder());
        } catch (CheckpointException e) {
            throw new TrainerException(e.getMessage(), e);
        }
    }

    @Override
    public Admission admit(PseudoLabelledSample sample) {
        Admission admission = trainer.admit(sample);
        if (admission != Admission.UNUSABLE) {
            watch.observe(sample);
        }
        return admission;
    }

    @Override
    public int stepsDue() {
        return trainer.stepsDue();
    }

    @Override
    public StepReport step() {
        return trainer.step();
    }

    @Override
    public Proposal propose() {
        Checkpoint candidate = trainer.candidate();
        GateReport report = gate.judge(candidate, served, trainer.evidence());
        if (!gated && candidate.isFinite()) {
            return new Proposal(candidate, true, "", json(report), trainer.trustChanges(), false);
        }
        List<RobotTrust.Change> trust = trainer.trustChanges();
        boolean rolledBack = trainer.judged(report);
        return new Proposal(candidate, report.passed(), report.reason(), json(report), trust, rolledBack);
    }

    @Override
    public void published(Checkpoint checkpoint) {
        watch.live(checkpoint, served);
        served = checkpoint;
        trainer.published(checkpoint);
    }

    @Override
    public void follows(Checkpoint previous) {
        watch.live(served, previous);
    }

    @Override
    public Optional<Decline> decline() {
        return watch.decline().map(report -> new Decline(report.reason(), json(report)));
    }

    @Override
    public byte[] memory() {
        return trainer.memory().toByteArray();
    }

    @Override
    public void resume(byte[] memory) {
        try {
            trainer.resume(LearnerMemory.parseFrom(memory));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a learner's memory", e);
        }
    }

    @Override
    public int erase(Erasure erasure) {
        watch.forget();
        return trainer.erase(erasure);
    }

    @Override
    public byte[] erased(byte[] memory, Erasure erasure) {
        try {
            return OnlineTrainer.erased(LearnerMemory.parseFrom(memory), erasure).toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a learner's memory", e);
        }
    }

    @Override
    public void close() {
        trainer.close();
    }

    private static String json(GateReport report) {
        try {
            return JSON.writeValueAsString(report.tests());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
