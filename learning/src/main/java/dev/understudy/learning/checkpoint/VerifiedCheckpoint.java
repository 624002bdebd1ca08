package dev.understudy.learning.checkpoint;

import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.SignedManifest;
import java.util.List;

/**
 * A checkpoint whose every digest matched and whose manifest is trusted. {@link CheckpointAssembler} makes it, and
 * {@link #asStart} from another.
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
     * later, so that a stream adopts it. It is unsigned: its digest alone names it, since the operator chose it.
     *
     * @param rule labelling rule in place of its own; empty keeps that
     * @return this one where nothing differs
     */
    public VerifiedCheckpoint asStart(String rule) {
        CheckpointManifest own = checkpoint.manifest();
        CheckpointManifest start = own.toBuilder().setVersion(0).setParentVersion(0).setEpoch(0)
                .setRule(rule.isEmpty() ? own.getRule() : rule).build();
        if (start.equals(own)) {
            return this;
        }
        List<CheckpointChunk> records =
                CheckpointCodec.encodeUnsigned(new Checkpoint(start, checkpoint.tensors())).records();
        // Only what orders versions and the rule differ: tensors and their digests are those that were verified.
        return new VerifiedCheckpoint(new Checkpoint(start, checkpoint.tensors()),
                records.get(records.size() - 1).getManifest());
    }

    @Override
    public String toString() {
        return ref.getModel() + " version " + ref.getVersion() + " epoch " + epoch();
    }
}
