package dev.understudy.trainer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointException;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.label.RobotTrust;
import dev.understudy.learning.loop.GatedLearner;
import dev.understudy.learning.loop.JudgedCandidate;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Erasure;
import dev.understudy.learning.train.OnlineTrainer;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.LearnerMemory;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.List;
import java.util.Optional;

/** The real learner: what experiments run, with reports as JSON and the memory as bytes. */
public final class OnlineLearner implements Learner {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatedLearner learner;

    private OnlineLearner(GatedLearner learner) {
        this.learner = learner;
    }

    /** Learners with these anchors. */
    public static Factory with(TrainerSettings settings, SourceAnchors anchors) {
        return (bootstrap, from) -> new OnlineLearner(
                new GatedLearner(settings.learning(), anchors, bootstrap, from, settings.seed()));
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
        return learner.admit(sample);
    }

    @Override
    public int stepsDue() {
        return learner.stepsDue();
    }

    @Override
    public StepReport step() {
        return learner.step();
    }

    @Override
    public Proposal propose() {
        List<RobotTrust.Change> trust = learner.trustChanges();
        JudgedCandidate judged = learner.propose();
        return new Proposal(judged.checkpoint(), judged.passed(), judged.reason(), json(judged.report()), trust,
                judged.rolledBack());
    }

    @Override
    public void published(Checkpoint checkpoint) {
        learner.published(checkpoint);
    }

    @Override
    public void follows(Checkpoint previous) {
        learner.follows(previous);
    }

    @Override
    public Optional<Decline> decline() {
        return learner.decline().map(report -> new Decline(report.reason(), json(report)));
    }

    @Override
    public byte[] memory() {
        return learner.memory().toByteArray();
    }

    @Override
    public void resume(byte[] memory) {
        learner.resume(parsed(memory));
    }

    @Override
    public int erase(Erasure erasure) {
        return learner.erase(erasure);
    }

    @Override
    public byte[] erased(byte[] memory, Erasure erasure) {
        return OnlineTrainer.erased(parsed(memory), erasure).toByteArray();
    }

    @Override
    public void close() {
        learner.close();
    }

    private static LearnerMemory parsed(byte[] memory) {
        try {
            return LearnerMemory.parseFrom(memory);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a learner's memory", e);
        }
    }

    private static String json(GateReport report) {
        try {
            return JSON.writeValueAsString(report.tests());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
