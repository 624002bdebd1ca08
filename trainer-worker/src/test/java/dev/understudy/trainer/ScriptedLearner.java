package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.label.RobotTrust;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Discard;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Its weights are the stamps of the samples it was given; a step is due after each. */
final class ScriptedLearner implements Learner {

    static final Checkpoint BOOTSTRAP = new Checkpoint(
            CheckpointManifest.newBuilder().setModel("bootstrap").setVersion(1).setEpoch(1).build(),
            Map.of("seen", new Tensor(new long[] {0}, new float[0]), "w", new Tensor(new long[] {1}, new float[1])));

    final List<Float> seen = new ArrayList<>();
    final List<Long> published = new ArrayList<>();
    /** What the gate says of the next candidates; empty: passed. */
    final List<String> verdicts = new ArrayList<>();
    /** Robots trusted no more, or again, with the next candidate. */
    final List<RobotTrust.Change> trust = new ArrayList<>();
    /** What becomes of the next steps; afterwards all are applied. */
    final List<Discard> discards = new ArrayList<>();
    /** Whether the gate's next verdict makes it go back. */
    boolean rollsBack;
    /** What it remembers beside the weights. */
    byte[] memory = new byte[0];
    /** What it was told to resume. */
    byte[] resumed;
    /** The version it was told to be held against, 0 for none. */
    long followed;
    /** Cannot resume anything. */
    boolean forgetful;
    /** What is wrong with the live model, once this sample has been seen. */
    Decline decline;
    float declinesAt = Float.NaN;
    boolean closed;
    /** A checkpoint that has seen this sample cannot be gone on from. */
    float refused = Float.NaN;
    RuntimeException refusal = new IllegalArgumentException("cannot go on from this");
    private int due;
    private long steps;

    ScriptedLearner from(Checkpoint checkpoint) {
        for (float stamp : checkpoint.tensors().get("seen").data()) {
            if (stamp == refused) {
                throw refusal;
            }
        }
        seen.clear();
        due = 0;
        for (float stamp : checkpoint.tensors().get("seen").data()) {
            seen.add(stamp);
        }
        return this;
    }

    @Override
    public Admission admit(PseudoLabelledSample sample) {
        if (sample.getStampNs() < 0) {
            throw new IllegalArgumentException("negative stamp");
        }
        if (sample.getTaxonomyVersion().equals("other")) {
            return Admission.UNUSABLE;
        }
        seen.add((float) sample.getStampNs());
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
        Discard discard = discards.isEmpty() ? Discard.NONE : discards.remove(0);
        return new StepReport(++steps, 1, 2, 0, 0, 1, discard, false);
    }

    @Override
    public Proposal propose() {
        float[] stamps = new float[seen.size()];
        for (int i = 0; i < stamps.length; i++) {
            stamps[i] = seen.get(i);
        }
        String verdict = verdicts.isEmpty() ? "" : verdicts.remove(0);
        float weight = verdict.equals("nan") ? Float.NaN : 1;
        Checkpoint candidate = new Checkpoint(BOOTSTRAP.manifest(), Map.of(
                "seen", new Tensor(new long[] {stamps.length}, stamps),
                "w", new Tensor(new long[] {1}, new float[] {weight})));
        List<RobotTrust.Change> changes = List.copyOf(trust);
        trust.clear();
        return new Proposal(candidate, verdict.isEmpty() || verdict.equals("nan"), verdict, "[]", changes,
                rollsBack);
    }

    @Override
    public void published(Checkpoint checkpoint) {
        published.add(checkpoint.manifest().getVersion());
    }

    @Override
    public byte[] memory() {
        return memory;
    }

    @Override
    public void resume(byte[] content) {
        if (forgetful) {
            throw new IllegalArgumentException("of another model");
        }
        resumed = content;
    }

    @Override
    public void follows(Checkpoint previous) {
        followed = previous.manifest().getVersion();
    }

    @Override
    public Optional<Decline> decline() {
        return seen.contains(declinesAt) ? Optional.of(decline) : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }
}
