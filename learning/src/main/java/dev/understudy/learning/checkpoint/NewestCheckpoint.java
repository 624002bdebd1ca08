package dev.understudy.learning.checkpoint;

import dev.understudy.proto.v1.CheckpointChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a log of checkpoint records of one model from its beginning, manifest last, and keeps only the verified
 * version of the highest epoch.
 */
public final class NewestCheckpoint {

    /** Refusals remembered, the latest ones. */
    private static final int KEPT_REFUSALS = 16;

    private final String model;
    private final CheckpointAssembler assembler;
    private final List<Refusal> refusals = new ArrayList<>();
    private VerifiedCheckpoint newest;

    public NewestCheckpoint(String model, ManifestTrust trust, AssemblyLimits limits) {
        this.model = model;
        this.assembler = new CheckpointAssembler(trust, limits);
    }

    /** Takes the next record; those of other models pass by. */
    public void take(CheckpointChunk record) {
        if (!record.getModel().equals(model)) {
            return;
        }
        assembler.accept(record).ifPresent(this::note);
        if (record.hasManifest()) {
            assembler.settle(model, record.getVersion()).ifPresent(this::note);
        }
    }

    /** The version's records are deleted: what is left of them says nothing of it. */
    public void forget(long version) {
        refusals.removeIf(refusal -> refusal.model().getVersion() == version);
    }

    public Optional<VerifiedCheckpoint> newest() {
        return Optional.ofNullable(newest);
    }

    /** Why versions were passed over, at most the last {@value #KEPT_REFUSALS}. */
    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    private void note(Assembly settled) {
        if (settled instanceof Assembly.Refused refused) {
            refusals.add(refused.refusal());
            if (refusals.size() > KEPT_REFUSALS) {
                refusals.remove(0);
            }
            return;
        }
        VerifiedCheckpoint checkpoint = ((Assembly.Verified) settled).checkpoint();
        if (newest == null || checkpoint.epoch() > newest.epoch()) {
            newest = checkpoint;
        }
    }
}
