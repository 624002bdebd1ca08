package dev.understudy.streams.model;

import dev.understudy.learning.checkpoint.Assembly;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointAssembler;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.v1.CheckpointManifest;
import java.util.Map;

/** Checkpoints and models for tests: version, and epoch of the same number. */
final class Versions {

    static final String MODEL = "student";
    static final Signer SIGNER = Signer.generate();
    static final KeyRing RING = KeyRing.of(SIGNER.publicKey());

    private Versions() {
    }

    static EncodedCheckpoint encoded(long version, long epoch) {
        CheckpointManifest manifest = CheckpointManifest.newBuilder().setModel(MODEL).setVersion(version)
                .setEpoch(epoch).build();
        // 600 kB: two chunks.
        float[] weights = new float[150_000];
        weights[0] = version;
        return CheckpointCodec.encode(new Checkpoint(manifest,
                Map.of("student/w", new Tensor(new long[] {weights.length}, weights))), SIGNER);
    }

    static Assembly.Verified verified(long version) {
        CheckpointAssembler assembler = new CheckpointAssembler(RING, AssemblyLimits.defaults());
        return encoded(version, version).records().stream().flatMap(r -> assembler.accept(r).stream())
                .map(Assembly.Verified.class::cast).findFirst().orElseThrow();
    }

    static VerifiedCheckpoint checkpoint(long version) {
        return verified(version).checkpoint();
    }

    /** A model that knows its version and whether it has been freed. */
    static final class FakeModel implements AutoCloseable {

        final long version;
        volatile boolean freed;

        FakeModel(long version) {
            this.version = version;
        }

        static FakeModel of(Checkpoint checkpoint) {
            return new FakeModel((long) checkpoint.tensors().get("student/w").data()[0]);
        }

        @Override
        public void close() {
            if (freed) {
                throw new IllegalStateException("freed twice");
            }
            freed = true;
        }
    }
}
