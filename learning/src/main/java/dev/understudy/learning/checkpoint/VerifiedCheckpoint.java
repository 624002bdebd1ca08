package dev.understudy.learning.checkpoint;

import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.SignedManifest;

/**
 * A checkpoint whose every digest matched and whose manifest is trusted. Only {@link CheckpointAssembler} makes it.
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

    @Override
    public String toString() {
        return ref.getModel() + " version " + ref.getVersion() + " epoch " + epoch();
    }
}
