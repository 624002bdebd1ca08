package dev.understudy.learning.checkpoint;

/**
 * What an assembler takes in at most; checked before anything of that size is allocated.
 *
 * @param maxPayloadBytes  weights of one checkpoint; 64 MiB is about 40 times the default student and teacher
 * @param maxManifestBytes one manifest, report included
 * @param maxTensors       tensors of one checkpoint
 * @param maxPending       versions that may be incomplete at the same time; the oldest gives way
 */
public record AssemblyLimits(long maxPayloadBytes, int maxManifestBytes, int maxTensors, int maxPending) {

    public AssemblyLimits {
        if (maxPayloadBytes < 1 || maxPayloadBytes > Integer.MAX_VALUE - 8 || maxManifestBytes < 1
                || maxTensors < 1 || maxPending < 1) {
            throw new IllegalArgumentException("limits must be positive and a payload must fit an array");
        }
    }

    public static AssemblyLimits defaults() {
        return new AssemblyLimits(64L << 20, 512 * 1024, 4096, 4);
    }

    /** More chunks than this cannot belong to a payload within the limit, were every chunk full but the last. */
    int maxChunks() {
        return (int) ((maxPayloadBytes + CheckpointCodec.CHUNK_BYTES - 1) / CheckpointCodec.CHUNK_BYTES);
    }
}
