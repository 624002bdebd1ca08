package dev.understudy.trainer;

import dev.understudy.learning.train.Erasure;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.CropErasure;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.TrainerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which samples the weights in memory have been offered, and which of them a published checkpoint contains. Only the
 * latter count after a crash: the {@code stateAfter...} methods give the state to commit.
 */
final class Lineage {

    /** Versions gone back to that are kept, the latest ones. */
    private static final int MOST_PINNED = 16;

    private TrainerState committed;
    /** By partition, the next record to offer to the learner. */
    private final Map<Integer, Long> positions;
    private final Map<Integer, Long> deadLettered;
    private long steps;
    private long admitted;

    Lineage(TrainerState committed) {
        this.committed = committed;
        this.positions = new TreeMap<>(committed.getPositionsMap());
        this.deadLettered = new TreeMap<>(committed.getDeadLetteredMap());
        this.steps = committed.getTrainingSteps();
        this.admitted = committed.getAdmittedSamples();
    }

    /** Where to read a partition on; empty when nothing of it has been in a checkpoint. */
    OptionalLong position(int partition) {
        Long position = positions.get(partition);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /** Notes that everything up to and with this record has been offered. */
    void offered(int partition, long offset) {
        positions.put(partition, offset + 1);
    }

    void admitted() {
        admitted++;
    }

    void stepped() {
        steps++;
    }

    /** Whether a bad record was dead-lettered before a restart made us read it again. */
    boolean isDeadLettered(int partition, long offset) {
        return offset < deadLettered.getOrDefault(partition, 0L);
    }

    /** Notes that a bad record goes to the dead letters with the next transaction. */
    void deadLetter(int partition, long offset) {
        deadLettered.put(partition, offset + 1);
    }

    TrainerState committed() {
        return committed;
    }

    Map<Integer, Long> positions() {
        return Map.copyOf(positions);
    }

    long steps() {
        return steps;
    }

    long admittedSamples() {
        return admitted;
    }

    /** State once the checkpoint is live: it contains everything offered so far. */
    TrainerState stateAfterPromotion(ModelRef checkpoint, long epoch) {
        return withFallback(committed.toBuilder()).setCheckpoint(checkpoint).setLastEpoch(epoch)
                .setLastVersion(checkpoint.getVersion()).putAllPositions(positions).putAllDeadLettered(deadLettered)
                .setTrainingSteps(steps).setAdmittedSamples(admitted).setPromoted(committed.getPromoted() + 1).build();
    }

    /** State once the candidate is turned down: the last published checkpoint and its positions stay what counts. */
    TrainerState stateAfterRejection(long version, long epoch) {
        return stateWithDeadLetters().toBuilder().setLastEpoch(epoch).setLastVersion(version)
                .setRejected(committed.getRejected() + 1).build();
    }

    /**
     * State once an earlier version's weights are live again, as a new version. The positions stay where they are:
     * what was trained on since that version is not trained on again.
     */
    TrainerState stateAfterRollback(ModelRef checkpoint, CheckpointManifest manifest, long answered) {
        return pinned(withFallback(stateWithDeadLetters().toBuilder()), manifest.getParentVersion())
                .setCheckpoint(checkpoint).setLastEpoch(manifest.getEpoch())
                .setLastVersion(manifest.getVersion()).putAllPositions(positions)
                .setTrainingSteps(manifest.getTrainingSteps()).setAdmittedSamples(manifest.getAdmittedSamples())
                .setAnsweredRequests(answered).build();
    }

    /** State once a request has been refused: one epoch is used up. */
    TrainerState stateAfterRefusal(long epoch, long answered) {
        return stateWithDeadLetters().toBuilder().setLastEpoch(epoch).setAnsweredRequests(answered).build();
    }

    /**
     * State once training has been frozen for a decline: what was live before is live again, as a new version. What it
     * may fall back to itself is the bootstrap.
     */
    TrainerState stateAfterDecline(ModelRef checkpoint, CheckpointManifest manifest, long epoch, String reason) {
        return stateAfterRollback(checkpoint, manifest, committed.getAnsweredRequests()).toBuilder().clearFallback()
                .setLastEpoch(epoch).setFrozen(reason).build();
    }

    /** State once training goes on: what was offered while it was frozen is done with. */
    TrainerState stateAfterResume(long epoch, long answered) {
        return stateAfterRefusal(epoch, answered).toBuilder().putAllPositions(positions).clearFrozen().build();
    }

    /** State once a robot's crops of a time have been erased: one epoch is used up. */
    TrainerState stateAfterErasure(CropErasure erasure, long epoch, long answered) {
        return stateAfterRefusal(epoch, answered).toBuilder().addErased(erasure).build();
    }

    /** Whether the sample's crop has been erased, so that it must not be taken in again. */
    boolean isErased(PseudoLabelledSample sample) {
        return committed.getErasedList().stream().anyMatch(erasure -> Erasure.of(erasure).covers(sample));
    }

    boolean isFrozen() {
        return !committed.getFrozen().isEmpty();
    }

    /** What is live now is what the next version may have to give way to. */
    private TrainerState.Builder withFallback(TrainerState.Builder state) {
        return committed.hasCheckpoint() ? state.setFallback(committed.getCheckpoint()) : state.clearFallback();
    }

    private static TrainerState.Builder pinned(TrainerState.Builder state, long version) {
        List<Long> pinned = new ArrayList<>(state.getPinnedList());
        pinned.remove(version);
        pinned.add(version);
        int from = Math.max(0, pinned.size() - MOST_PINNED);
        return state.clearPinned().addAllPinned(pinned.subList(from, pinned.size()));
    }

    /** The committed state, what has become of bad samples since, and, while frozen, what has been passed over. */
    TrainerState stateWithDeadLetters() {
        TrainerState.Builder state = committed.toBuilder().putAllDeadLettered(deadLettered);
        return (isFrozen() ? state.putAllPositions(positions) : state).build();
    }

    /** The transaction went through. */
    void commit(TrainerState state) {
        committed = state;
    }
}
