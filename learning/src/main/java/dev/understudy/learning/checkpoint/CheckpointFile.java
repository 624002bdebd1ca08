package dev.understudy.learning.checkpoint;

import dev.understudy.proto.v1.CheckpointChunk;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A checkpoint in one file: the magic {@code UNDERSTUDY-CKPT\n}, then the very records of the topic (data chunks,
 * manifest last), each behind its length as a varint. What is read is verified exactly as a record from Kafka is.
 */
public final class CheckpointFile {

    /** Usual file name extension. */
    public static final String EXTENSION = ".uckpt";

    private static final byte[] MAGIC = "UNDERSTUDY-CKPT\n".getBytes(StandardCharsets.US_ASCII);
    /** Longest record: a full chunk or manifest and its envelope. */
    private static final int MAX_RECORD_BYTES = CheckpointCodec.CHUNK_BYTES + 64 * 1024;

    private CheckpointFile() {
    }

    /** Writes beside the target and moves into place, so that a half-written file never has its name. */
    public static void write(Path file, EncodedCheckpoint checkpoint) {
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(half))) {
                write(out, checkpoint);
            }
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CheckpointException(file + ": cannot write the checkpoint", e);
        }
    }

    public static void write(OutputStream out, EncodedCheckpoint checkpoint) throws IOException {
        out.write(MAGIC);
        for (CheckpointChunk record : checkpoint.records()) {
            record.writeDelimitedTo(out);
        }
    }

    /**
     * Reads and verifies.
     *
     * @throws CheckpointException naming the file and the reason
     */
    public static VerifiedCheckpoint read(Path file, ManifestTrust trust, AssemblyLimits limits) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in, file.toString(), trust, limits);
        } catch (IOException e) {
            throw new CheckpointException(file + ": cannot read the checkpoint", e);
        }
    }

    /**
     * Reads and verifies from a stream, which stays open.
     *
     * @param origin what errors call the stream
     */
    public static VerifiedCheckpoint read(InputStream in, String origin, ManifestTrust trust, AssemblyLimits limits)
            throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new CheckpointException(origin + ": not a checkpoint file");
        }
        CheckpointAssembler assembler = new CheckpointAssembler(trust, limits);
        for (CheckpointChunk record = next(in, origin); record != null; record = next(in, origin)) {
            Optional<Assembly> settled = assembler.accept(record);
            if (settled.isEmpty() && record.hasManifest()) {
                settled = assembler.settle(record.getModel(), record.getVersion());
            }
            if (settled.isPresent()) {
                return verified(settled.get(), origin);
            }
        }
        throw new CheckpointException(origin + ": the file ends before its manifest");
    }

    private static VerifiedCheckpoint verified(Assembly settled, String origin) {
        if (settled instanceof Assembly.Refused refused) {
            throw new CheckpointException(origin, refused.refusal());
        }
        return ((Assembly.Verified) settled).checkpoint();
    }

    private static CheckpointChunk next(InputStream in, String origin) throws IOException {
        long length = readLength(in, origin);
        if (length < 0) {
            return null;
        }
        if (length > MAX_RECORD_BYTES) {
            throw new CheckpointException(origin + ": claims a record of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new CheckpointException(origin + ": the file ends inside a record");
        }
        try {
            return CheckpointChunk.parseFrom(bytes);
        } catch (IOException e) {
            throw new CheckpointException(origin + ": holds a record that is no checkpoint chunk", e);
        }
    }

    /** Reads a varint of at most five bytes; -1 at the end of the stream. */
    private static long readLength(InputStream in, String origin) throws IOException {
        long length = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.read();
            if (next < 0) {
                if (shift == 0) {
                    return -1;
                }
                throw new CheckpointException(origin + ": the file ends inside a length");
            }
            length |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return length;
            }
        }
        throw new CheckpointException(origin + ": holds an absurd length");
    }
}
