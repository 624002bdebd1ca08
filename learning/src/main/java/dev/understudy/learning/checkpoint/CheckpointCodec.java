package dev.understudy.learning.checkpoint;

import com.google.protobuf.ByteString;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.SignedManifest;
import dev.understudy.proto.v1.TensorEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Format 1: the payload is every tensor's little-endian float32 data in name order without gaps, cut into chunks of
 * {@value #CHUNK_BYTES} bytes (the last may be shorter). The manifest names every tensor, and the SHA-256 of each
 * chunk and of the payload; it is signed as bytes and travels last, as record {@code index == count}. The model's
 * digest is the SHA-256 of those manifest bytes, so it covers everything else.
 */
public final class CheckpointCodec {

    /** Newest format this code reads, and the one it writes. */
    public static final int FORMAT = 1;
    /** Half a mebibyte: a chunk and its envelope fit Kafka's default record limit of 1 MB. */
    public static final int CHUNK_BYTES = 512 * 1024;

    private static final String MANIFEST_PART = "manifest";
    private static final int MAX_KEY_BYTES = 256;

    private CheckpointCodec() {
    }

    /** Serialises and signs. */
    public static EncodedCheckpoint encode(Checkpoint checkpoint, Signer signer) {
        return encode(checkpoint, bytes -> SignedManifest.newBuilder()
                .setManifest(bytes)
                .setKeyId(signer.keyId())
                .setSignature(ByteString.copyFrom(signer.sign(bytes.toByteArray())))
                .build());
    }

    /** Serialises without a signature: for a checkpoint that is known by its digest alone. */
    public static EncodedCheckpoint encodeUnsigned(Checkpoint checkpoint) {
        return encode(checkpoint, bytes -> SignedManifest.newBuilder().setManifest(bytes).build());
    }

    /** The records of a verified checkpoint, under the signature it came with. */
    public static EncodedCheckpoint encode(VerifiedCheckpoint verified) {
        return encode(verified.checkpoint(), bytes -> verified.signed());
    }

    /** Record key on the checkpoint topic: model, version and chunk; sorts by version. */
    public static String recordKey(CheckpointChunk chunk) {
        String part = chunk.hasManifest() ? MANIFEST_PART : String.format(Locale.ROOT, "%05d", chunk.getIndex());
        return String.format(Locale.ROOT, "%s/%012d/%s", chunk.getModel(), chunk.getVersion(), part);
    }

    /** The version whose manifest a record of the checkpoint topic deletes, when it does that and is of this model. */
    public static OptionalLong deletedVersion(String model, byte[] key, byte[] value) {
        if (value != null || key == null || key.length > MAX_KEY_BYTES) {
            return OptionalLong.empty();
        }
        String[] parts = new String(key, StandardCharsets.UTF_8).split("/", -1);
        boolean named = parts.length == 3 && parts[0].equals(model) && parts[1].matches("[0-9]{12,18}")
                && parts[2].equals(MANIFEST_PART);
        return named ? OptionalLong.of(Long.parseLong(parts[1])) : OptionalLong.empty();
    }

    static ModelRef ref(CheckpointManifest manifest, SignedManifest signed) {
        return ModelRef.newBuilder().setModel(manifest.getModel()).setVersion(manifest.getVersion())
                .setDigest(ByteString.copyFrom(Hashes.sha256(signed.getManifest().toByteArray())))
                .build();
    }

    private static EncodedCheckpoint encode(Checkpoint checkpoint, Sealing sealing) {
        if (checkpoint.tensors().isEmpty()) {
            throw new IllegalArgumentException("a checkpoint needs at least one tensor");
        }
        CheckpointManifest.Builder manifest = checkpoint.manifest().toBuilder().setFormat(FORMAT)
                .clearTensors().clearChunkSha256();
        byte[] payload = payload(checkpoint.tensors(), manifest);
        List<CheckpointChunk> records = cut(payload, manifest);
        CheckpointManifest complete = manifest.build();
        SignedManifest signed = sealing.seal(complete.toByteString());
        records.add(envelope(complete, records.size(), records.size()).setManifest(signed).build());
        return new EncodedCheckpoint(ref(complete, signed), records);
    }

    private static byte[] payload(Map<String, Tensor> tensors, CheckpointManifest.Builder manifest) {
        int values = tensors.values().stream().mapToInt(t -> t.data().length).reduce(0, Math::addExact);
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values, Float.BYTES));
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        tensors.forEach((name, tensor) -> {
            TensorEntry.Builder entry = TensorEntry.newBuilder().setName(name).setOffset(buffer.position())
                    .setLength((long) tensor.data().length * Float.BYTES);
            for (long axis : tensor.shape()) {
                entry.addShape(axis);
            }
            manifest.addTensors(entry);
            buffer.asFloatBuffer().put(tensor.data());
            buffer.position(buffer.position() + tensor.data().length * Float.BYTES);
        });
        return buffer.array();
    }

    private static List<CheckpointChunk> cut(byte[] payload, CheckpointManifest.Builder manifest) {
        manifest.setPayloadLength(payload.length).setPayloadSha256(ByteString.copyFrom(Hashes.sha256(payload)));
        int count = (payload.length + CHUNK_BYTES - 1) / CHUNK_BYTES;
        List<CheckpointChunk> chunks = new ArrayList<>(count + 1);
        for (int index = 0; index < count; index++) {
            int from = index * CHUNK_BYTES;
            ByteString data = ByteString.copyFrom(payload, from, Math.min(CHUNK_BYTES, payload.length - from));
            manifest.addChunkSha256(ByteString.copyFrom(Hashes.sha256(data.toByteArray())));
            chunks.add(envelope(manifest.getModel(), manifest.getVersion(), index, count).setData(data).build());
        }
        return chunks;
    }

    private static CheckpointChunk.Builder envelope(CheckpointManifest manifest, int index, int count) {
        return envelope(manifest.getModel(), manifest.getVersion(), index, count);
    }

    private static CheckpointChunk.Builder envelope(String model, long version, int index, int count) {
        return CheckpointChunk.newBuilder().setModel(model).setVersion(version).setIndex(index).setCount(count);
    }

    @FunctionalInterface
    private interface Sealing {
        SignedManifest seal(ByteString manifest);
    }
}
