package dev.understudy.learning.checkpoint;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.SignedManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Small checkpoints for tests. */
final class Checkpoints {

    private Checkpoints() {
    }

    static CheckpointManifest manifest(long version) {
        return CheckpointManifest.newBuilder().setModel("toy").setVersion(version).setParentVersion(version - 1)
                .setEpoch(version).setCreatedNs(1_700_000_000_000_000_000L).setTaxonomyVersion("toy-1")
                .addClassNames("car").addClassNames("pole").setArchitecture("{}").setServing("teacher").build();
    }

    /** A few hundred bytes, one chunk. */
    static Checkpoint tiny(long version) {
        return new Checkpoint(manifest(version), Map.of(
                "student/w", new Tensor(new long[] {2, 3}, new float[] {1, -2, 3.5f, 0, -0f, 1e-30f}),
                "teacher/w", new Tensor(new long[] {2, 3}, new float[] {6, 5, 4, 3, 2, 1}),
                "classes", new Tensor(new long[] {2, 1}, new float[] {0.25f, version})));
    }

    /** Just above two full chunks, so three. */
    static Checkpoint threeChunks(long version) {
        Random random = new Random(version);
        Map<String, Tensor> tensors = new TreeMap<>();
        int rows = 2 * CheckpointCodec.CHUNK_BYTES / Float.BYTES / 64;
        float[] data = new float[rows * 64];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        tensors.put("student/big", new Tensor(new long[] {rows, 64}, data));
        tensors.put("classes", new Tensor(new long[] {3}, new float[] {version, 2, 3}));
        return new Checkpoint(manifest(version), tensors);
    }

    /** The same records with a manifest changed after the codec and signed again by an honest signer. */
    static List<CheckpointChunk> resigned(EncodedCheckpoint encoded, Signer signer,
            UnaryOperator<CheckpointManifest.Builder> change) {
        List<CheckpointChunk> records = new ArrayList<>(encoded.records());
        CheckpointChunk last = records.remove(records.size() - 1);
        try {
            ByteString bytes = change.apply(CheckpointManifest.parseFrom(last.getManifest().getManifest()).toBuilder())
                    .build().toByteString();
            records.add(last.toBuilder().setManifest(signed(bytes, signer)).build());
            return records;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static SignedManifest signed(ByteString manifest, Signer signer) {
        return SignedManifest.newBuilder().setManifest(manifest).setKeyId(signer.keyId())
                .setSignature(ByteString.copyFrom(signer.sign(manifest.toByteArray()))).build();
    }
}
