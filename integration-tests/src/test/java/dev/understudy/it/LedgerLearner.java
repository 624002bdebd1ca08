package dev.understudy.it;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Discard;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.trainer.Decline;
import dev.understudy.trainer.Learner;
import dev.understudy.trainer.Proposal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A learner whose weights are the numbers of the samples it has admitted, in order: every checkpoint says itself what
 * it was taught, so that an audit can find what was lost or doubled. One step is due after each sample.
 */
final class LedgerLearner implements Learner {

    static final String SEEN = "seen";
    /** Steps made according to the learner's memory, which is no weight: wrong after a restart that lost it. */
    static final String REMEMBERED = "remembered";
    static final Checkpoint BOOTSTRAP = checkpoint(List.of(), 0);

    private final String robot;
    private final List<Float> seen = new ArrayList<>();
    private final Runnable beforeStep;
    private int due;
    private float declinesAt = Float.NaN;
    private long steps;

    /**
     * Learns from one robot.
     *
     * @param beforeStep may take time, or throw to stand in for a crash
     */
    LedgerLearner(String robot, Checkpoint from, Runnable beforeStep) {
        this.robot = robot;
        this.beforeStep = beforeStep;
        seen.addAll(numbers(from));
    }

    /** What a checkpoint was taught, in order. */
    static List<Float> numbers(Checkpoint checkpoint) {
        float[] data = checkpoint.tensors().get(SEEN).data();
        List<Float> numbers = new ArrayList<>();
        for (int i = 1; i < data.length; i++) {
            numbers.add(data[i]);
        }
        return numbers;
    }

    static PseudoLabelledSample sample(String robot, int number) {
        return PseudoLabelledSample.newBuilder().setRobotId(robot).setStampNs(number).setRule("ledger").build();
    }

    @Override
    public Admission admit(PseudoLabelledSample sample) {
        if (!sample.getRobotId().equals(robot)) {
            return Admission.REJECTED;
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
        beforeStep.run();
        due--;
        return new StepReport(++steps, 1, 1, 0, 0, 1, Discard.NONE, false);
    }

    @Override
    public Proposal propose() {
        return new Proposal(checkpoint(seen, steps), true, "", "[]");
    }

    @Override
    public void published(Checkpoint checkpoint) {
        // Nothing is held against it.
    }

    @Override
    public void close() {
        // Nothing to free.
    }

    @Override
    public byte[] memory() {
        return ByteBuffer.allocate(Long.BYTES).putLong(steps).array();
    }

    @Override
    public void resume(byte[] memory) {
        steps = ByteBuffer.wrap(memory).getLong();
    }

    @Override
    public Optional<Decline> decline() {
        return seen.contains(declinesAt) ? Optional.of(new Decline("canary-vs-base", "[]")) : Optional.empty();
    }

    /** The live model declines once this sample has been seen. */
    LedgerLearner declinesAt(float number) {
        declinesAt = number;
        return this;
    }

    /** Steps that a checkpoint's learner remembered. */
    static float remembered(Checkpoint checkpoint) {
        return checkpoint.tensors().get(REMEMBERED).data()[0];
    }

    private static Checkpoint checkpoint(List<Float> numbers, long steps) {
        float[] data = new float[numbers.size() + 1];
        // A leading zero, as an empty tensor is no tensor; no sample has the number 0.
        for (int i = 0; i < numbers.size(); i++) {
            data[i + 1] = numbers.get(i);
        }
        return new Checkpoint(CheckpointManifest.newBuilder().setModel("bootstrap").build(),
                Map.of(SEEN, new Tensor(new long[] {data.length}, data),
                        REMEMBERED, new Tensor(new long[] {1}, new float[] {steps})));
    }
}
