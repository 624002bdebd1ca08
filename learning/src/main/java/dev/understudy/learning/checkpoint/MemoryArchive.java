package dev.understudy.learning.checkpoint;

import com.google.protobuf.ByteString;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.StoredMemory;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A learner's memory as it is stored: deflated, cut into chunks of {@link CheckpointCodec#CHUNK_BYTES}, and known by
 * its lengths and the SHA-256 of all chunks. Format 1 is zlib (RFC 1950).
 *
 * @param description what the trainer's state says of it
 * @param chunks      in order
 */
public record MemoryArchive(StoredMemory description, List<byte[]> chunks) {

    /** Newest format this code reads, and the one it writes. */
    public static final int FORMAT = 1;
    /** Most chunks: 64 MiB, as much as a checkpoint may have; the default memory takes about 4. */
    public static final int MAX_CHUNKS = 128;
    /** Largest content, inflated: what a message of that size may need in the heap stays within reason. */
    static final int MAX_CONTENT_BYTES = 256 << 20;

    private static final int BUFFER_BYTES = 1 << 16;

    public MemoryArchive {
        chunks = List.copyOf(chunks);
    }

    /** Why a stored memory is not used; the label is counted. */
    public enum Fault {
        FORMAT_TOO_NEW, OTHER_CHECKPOINT, MISSING_CHUNK, DIGEST, TOO_LARGE, MALFORMED, DOES_NOT_FIT;

        /** Lower kebab case, for metric tags. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Content, or the fault; never both. */
    public record Unpacked(Optional<byte[]> content, Optional<Fault> fault) {

        static Unpacked refused(Fault fault) {
            return new Unpacked(Optional.empty(), Optional.of(fault));
        }
    }

    /** Packs a memory that goes with a checkpoint; empty when it is larger than what could be read back. */
    public static Optional<MemoryArchive> pack(byte[] content, ModelRef checkpoint) {
        if (content.length > MAX_CONTENT_BYTES) {
            return Optional.empty();
        }
        byte[] packed = deflated(content);
        List<byte[]> chunks = new ArrayList<>();
        for (int from = 0; from < packed.length; from += CheckpointCodec.CHUNK_BYTES) {
            int to = Math.min(packed.length, from + CheckpointCodec.CHUNK_BYTES);
            chunks.add(Arrays.copyOfRange(packed, from, to));
        }
        if (chunks.size() > MAX_CHUNKS) {
            return Optional.empty();
        }
        StoredMemory description = StoredMemory.newBuilder().setFormat(FORMAT).setCheckpoint(checkpoint)
                .setChunks(chunks.size()).setLength(packed.length).setContentLength(content.length)
                .setSha256(ByteString.copyFrom(Hashes.sha256(packed))).build();
        return Optional.of(new MemoryArchive(description, chunks));
    }

    /**
     * Puts it together again, allocating no more than the limits whatever the description claims.
     *
     * @param chunks by index; more than described are ignored
     * @param wanted the checkpoint whose weights are at hand
     */
    public static Unpacked unpack(StoredMemory description, Map<Integer, byte[]> chunks, ModelRef wanted) {
        if (Integer.compareUnsigned(description.getFormat(), FORMAT) > 0) {
            return Unpacked.refused(Fault.FORMAT_TOO_NEW);
        }
        if (!description.getCheckpoint().equals(wanted)) {
            return Unpacked.refused(Fault.OTHER_CHECKPOINT);
        }
        if (Integer.compareUnsigned(description.getChunks(), MAX_CHUNKS) > 0
                || Long.compareUnsigned(description.getContentLength(), MAX_CONTENT_BYTES) > 0) {
            return Unpacked.refused(Fault.TOO_LARGE);
        }
        MessageDigest digest = Hashes.newSha256();
        List<byte[]> present = new ArrayList<>();
        long length = 0;
        for (int index = 0; index < description.getChunks(); index++) {
            byte[] chunk = chunks.get(index);
            if (chunk == null) {
                return Unpacked.refused(Fault.MISSING_CHUNK);
            }
            digest.update(chunk);
            present.add(chunk);
            length += chunk.length;
        }
        if (length != description.getLength()
                || !MessageDigest.isEqual(digest.digest(), description.getSha256().toByteArray())) {
            return Unpacked.refused(Fault.DIGEST);
        }
        return inflated(present, (int) description.getContentLength())
                .map(content -> new Unpacked(Optional.of(content), Optional.empty()))
                .orElseGet(() -> Unpacked.refused(Fault.MALFORMED));
    }

    private static byte[] deflated(byte[] content) {
        // Crops and points hardly shrink further at a higher level, and the trainer waits.
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + BUFFER_BYTES);
            byte[] buffer = new byte[BUFFER_BYTES];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Empty unless the chunks are one stream of exactly that many bytes. */
    private static Optional<byte[]> inflated(List<byte[]> chunks, int length) {
        Inflater inflater = new Inflater();
        try {
            byte[] content = new byte[length];
            byte[] beyond = new byte[1];
            int at = 0;
            for (byte[] chunk : chunks) {
                inflater.setInput(chunk);
                int read;
                do {
                    read = at < length ? inflater.inflate(content, at, length - at) : inflater.inflate(beyond);
                    if (at == length && read > 0) {
                        return Optional.empty();
                    }
                    at += read;
                } while (read > 0);
            }
            return at == length && inflater.finished() ? Optional.of(content) : Optional.empty();
        } catch (DataFormatException broken) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
