package dev.understudy.learning.checkpoint;

import com.google.protobuf.ByteString;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.SignedManifest;
import dev.understudy.proto.v1.TensorEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** The pieces of one version that have arrived so far. */
final class PendingCheckpoint {

    private final Map<Integer, ByteString> chunks = new TreeMap<>();
    /** Chunks found to match the manifest, so that none is hashed again for every late one. */
    private final BitSet matching = new BitSet();
    private CheckpointManifest manifest;
    private SignedManifest signed;

    /** The latest chunk of an index wins: only the trusted manifest can say which one was meant. */
    void put(int index, ByteString data) {
        chunks.put(index, data);
        matching.clear(index);
    }

    void describe(CheckpointManifest trusted, SignedManifest asSigned) {
        matching.clear();
        manifest = trusted;
        signed = asSigned;
    }

    boolean described() {
        return manifest != null;
    }

    CheckpointManifest manifest() {
        return manifest;
    }

    boolean complete() {
        return described() && chunks.size() >= manifest.getChunkSha256Count();
    }

    /** Index of a chunk that is here and does not match the manifest, or -1; call only when described. */
    int firstWrongChunk() {
        for (Map.Entry<Integer, ByteString> chunk : chunks.entrySet()) {
            int index = chunk.getKey();
            if (matching.get(index)) {
                continue;
            }
            if (index >= manifest.getChunkSha256Count() || !manifest.getChunkSha256(index).equals(
                    ByteString.copyFrom(Hashes.sha256(chunk.getValue().toByteArray())))) {
                return index;
            }
            matching.set(index);
        }
        return -1;
    }

    int firstMissingChunk() {
        int index = 0;
        while (chunks.containsKey(index)) {
            index++;
        }
        return index;
    }

    /** All chunks in order as one array of the manifest's payload length, or null when the lengths disagree. */
    byte[] payload() {
        long length = chunks.values().stream().mapToLong(ByteString::size).sum();
        if (length != manifest.getPayloadLength()) {
            return null;
        }
        byte[] payload = new byte[(int) length];
        int at = 0;
        for (ByteString chunk : chunks.values()) {
            chunk.copyTo(payload, at);
            at += chunk.size();
        }
        return payload;
    }

    VerifiedCheckpoint build(byte[] payload) {
        ByteBuffer buffer = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Tensor> tensors = new TreeMap<>();
        for (TensorEntry entry : manifest.getTensorsList()) {
            float[] data = new float[(int) (entry.getLength() / Float.BYTES)];
            buffer.position((int) entry.getOffset()).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(data);
            long[] shape = entry.getShapeList().stream().mapToLong(Long::longValue).toArray();
            tensors.put(entry.getName(), new Tensor(shape, data));
        }
        return new VerifiedCheckpoint(new Checkpoint(manifest, tensors), signed);
    }
}
