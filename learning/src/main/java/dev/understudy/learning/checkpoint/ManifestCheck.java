package dev.understudy.learning.checkpoint;

import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.TensorEntry;
import java.util.Optional;

/** Whether a manifest makes sense on its own: nothing here allocates by what the manifest claims. */
final class ManifestCheck {

    private ManifestCheck() {
    }

    /** Empty when the manifest is well formed, else what is wrong with it. */
    static Optional<String> fault(CheckpointManifest manifest, AssemblyLimits limits) {
        if (manifest.getModel().isEmpty() || manifest.getVersion() < 0 || manifest.getEpoch() < 0) {
            return Optional.of("no model name, or a version or epoch beyond 63 bits");
        }
        if (manifest.getTensorsCount() < 1 || manifest.getTensorsCount() > limits.maxTensors()) {
            return Optional.of(manifest.getTensorsCount() + " tensors");
        }
        if (manifest.getPayloadSha256().size() != Hashes.SHA256_BYTES
                || manifest.getChunkSha256List().stream().anyMatch(d -> d.size() != Hashes.SHA256_BYTES)) {
            return Optional.of("a digest is not 32 bytes long");
        }
        return chunkFault(manifest).or(() -> tensorFault(manifest));
    }

    private static Optional<String> chunkFault(CheckpointManifest manifest) {
        long expected = (manifest.getPayloadLength() + CheckpointCodec.CHUNK_BYTES - 1) / CheckpointCodec.CHUNK_BYTES;
        return expected == manifest.getChunkSha256Count() ? Optional.empty()
                : Optional.of(manifest.getChunkSha256Count() + " chunks for " + manifest.getPayloadLength() + " bytes");
    }

    private static Optional<String> tensorFault(CheckpointManifest manifest) {
        long end = 0;
        String previous = "";
        for (TensorEntry entry : manifest.getTensorsList()) {
            if (!Checkpoint.NAME.matcher(entry.getName()).matches() || entry.getName().compareTo(previous) <= 0) {
                return Optional.of("tensor names are not ascending or not names");
            }
            if (entry.getOffset() != end || entry.getLength() != byteLength(entry)) {
                return Optional.of("tensor " + entry.getName() + " does not fit its shape or its place");
            }
            previous = entry.getName();
            end += entry.getLength();
            if (end < 0 || end > manifest.getPayloadLength()) {
                return Optional.of("tensors are longer than the payload");
            }
        }
        return end == manifest.getPayloadLength() ? Optional.empty()
                : Optional.of("tensors cover " + end + " of " + manifest.getPayloadLength() + " bytes");
    }

    /** Bytes the shape asks for, or -1 when it is absurd. */
    private static long byteLength(TensorEntry entry) {
        try {
            long[] shape = entry.getShapeList().stream().mapToLong(Long::longValue).toArray();
            return Math.multiplyExact(Tensor.elements(shape), Float.BYTES);
        } catch (ArithmeticException | IllegalArgumentException absurd) {
            return -1;
        }
    }
}
