package dev.understudy.learning.checkpoint;

import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.SignedManifest;
import java.util.List;

/**
 * A checkpoint whose every digest matched and whose manifest is trusted. {@link CheckpointAssembler} makes it, and
 * {@link #asStart} and {@link #withRule} from another.
 */
public final class VerifiedCheckpoint {

    private final Checkpoint checkpoint;
    private final SignedManifest signed;
    private final ModelRef ref;

    VerifiedCheckpoint(Checkpoint checkpoint, SignedManifest signed) {
        this.checkpoint = checkpoint;
        this.signed = signed;
        this.ref = CheckpointCodec.ref(checkpoint.manifest(), signed);
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The manifest exactly as it was signed. */
    public SignedManifest signed() {
        return signed;
    }

    /** Model, version and the SHA-256 of the signed manifest bytes. */
    public ModelRef ref() {
        return ref;
    }

    /** Grows with every decision of the trainer. */
    public long epoch() {
        return checkpoint.manifest().getEpoch();
    }

    /**
     * This checkpoint as the one that a system starts from: of version and epoch 0, below everything that is published
     * later, so that a stream adopts it. What differs from this one is unsigned: its digest alone names it, since the
     * operator chose it.
     */
    public VerifiedCheckpoint asStart() {
        return with(checkpoint.manifest().toBuilder().setVersion(0).setParentVersion(0).setEpoch(0).build());
    }

    /** The same weights with another labelling rule, unsigned; empty keeps its own. */
    public VerifiedCheckpoint withRule(String rule) {
        return rule.isEmpty() ? this : with(checkpoint.manifest().toBuilder().setRule(rule).build());
    }

    /** Only for a manifest whose tensors, lengths and digests are this one's: they were verified. */
    private VerifiedCheckpoint with(CheckpointManifest other) {
        if (other.equals(checkpoint.manifest())) {
            return this;
        }
        Checkpoint changed = new Checkpoint(other, checkpoint.tensors());
        List<CheckpointChunk> records = CheckpointCodec.encodeUnsigned(changed).records();
        return new VerifiedCheckpoint(changed, records.get(records.size() - 1).getManifest());
    }

    @Override
    public String toString() {
        return ref.getModel() + " version " + ref.getVersion() + " epoch " + epoch();
    }
}
