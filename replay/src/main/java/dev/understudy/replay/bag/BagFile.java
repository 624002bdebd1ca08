package dev.understudy.replay.bag;

import dev.understudy.mcap.message.Fields;
import dev.understudy.mcap.message.Inflater;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.RecordingFile;
import dev.understudy.replay.log.MessageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Reads the records of a bag by their place. */
final class BagFile {

    static final byte[] MAGIC = "#ROSBAG V2.0\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH_BYTES = 4;
    private static final Inflater INFLATER = new Inflater(Map.of("bz2", BZip2CompressorInputStream::new));

    private final RecordingFile file;

    BagFile(RecordingFile file) {
        this.file = file;
        byte[] begin = file.read(0, Math.min(file.size(), MAGIC.length)).array();
        if (!Arrays.equals(begin, MAGIC)) {
            throw new RecordingException(file.path() + ": no bag of version 2.0");
        }
    }

    /**
     * A record of the file.
     *
     * @param data byte at which its data begins
     * @param length bytes of its data
     */
    record Placed(BagRecord header, long data, long length) {

        long end() {
            return data + length;
        }
    }

    /** The record at a byte, or {@code null} when the file ends before it does. */
    Placed at(long offset) {
        if (offset < 0 || offset > file.size() - LENGTH_BYTES) {
            return null;
        }
        long header = u32(offset);
        if (header > file.size() - offset - 2 * LENGTH_BYTES) {
            return null;
        }
        String place = place(offset);
        BagRecord record = BagRecord.of(new Fields(file.read(offset + LENGTH_BYTES, header), place), place);
        long data = offset + LENGTH_BYTES + header + LENGTH_BYTES;
        long length = u32(data - LENGTH_BYTES);
        return length > file.size() - data ? null : new Placed(record, data, length);
    }

    private long u32(long offset) {
        return file.read(offset, LENGTH_BYTES).getInt() & 0xFFFF_FFFFL;
    }

    Fields data(Placed record) {
        return new Fields(file.read(record.data(), record.length()), record.header().place());
    }

    /** The records inside the chunk at a byte, decompressed. */
    byte[] chunk(long offset) {
        try {
            Placed chunk = at(offset);
            if (chunk == null || chunk.header().op() != BagRecord.CHUNK) {
                throw new RecordingException(place(offset) + ": no whole chunk is here");
            }
            ByteBuffer data = file.read(chunk.data(), chunk.length());
            return INFLATER.inflate(chunk.header().text("compression"), data.array(), 0, data.limit(),
                    chunk.header().u32("size"), place(offset));
        } catch (MessageException e) {
            throw new RecordingException(place(offset) + ": " + e.getMessage(), e);
        }
    }

    String place(long offset) {
        return file.path() + ": record at byte " + offset;
    }

    long size() {
        return file.size();
    }

    RecordingFile file() {
        return file;
    }
}
