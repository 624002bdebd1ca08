package dev.understudy.replay.bag;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Writes small ROS 1 bags as {@code rosbag record} lays them out: chunks, then connections and chunk infos. */
public final class MiniBag {

    private static final int HEADER_RECORD_BYTES = 4096;

    private final String codec;
    private final List<byte[]> connections = new ArrayList<>();
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    private final ByteArrayOutputStream infos = new ByteArrayOutputStream();
    private ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private List<Integer> counts = new ArrayList<>();
    private long first = Long.MAX_VALUE;
    private long last;
    private int chunkCount;

    /** @param codec none, lz4 or bz2 */
    public MiniBag(String codec) {
        this.codec = codec;
    }

    /** Adds a topic; returns its connection id. */
    public int connection(String topic, String type) {
        byte[] data = cat(field("topic", topic.getBytes(UTF_8)), field("type", type.getBytes(UTF_8)),
                field("md5sum", "*".getBytes(UTF_8)), field("message_definition", "string data".getBytes(UTF_8)));
        byte[] record = record(data, field("op", 7), field("conn", u32(connections.size())),
                field("topic", topic.getBytes(UTF_8)));
        chunk.writeBytes(record);
        connections.add(record);
        return connections.size() - 1;
    }

    public MiniBag message(int connection, long nanos, byte[] data) {
        chunk.writeBytes(record(data, field("op", 2), field("conn", u32(connection)), field("time", time(nanos))));
        while (counts.size() <= connection) {
            counts.add(0);
        }
        counts.set(connection, counts.get(connection) + 1);
        first = Math.min(first, nanos);
        last = Math.max(last, nanos);
        return this;
    }

    /** Ends a chunk. */
    public MiniBag cut() {
        long offset = BagFile.MAGIC.length + HEADER_RECORD_BYTES + chunks.size();
        chunks.writeBytes(record(compress(chunk.toByteArray()), field("op", 5),
                field("compression", codec.getBytes(UTF_8)), field("size", u32(chunk.size()))));
        chunks.writeBytes(record(new byte[0], field("op", 4), field("ver", u32(1)), field("conn", u32(0)),
                field("count", u32(0))));
        ByteBuffer data = ByteBuffer.allocate(8 * counts.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < counts.size(); c++) {
            data.putInt(c).putInt(counts.get(c));
        }
        infos.writeBytes(record(data.array(), field("op", 6), field("ver", u32(1)), field("chunk_pos", u64(offset)),
                field("start_time", time(first)), field("end_time", time(last)), field("count", u32(counts.size()))));
        chunk = new ByteArrayOutputStream();
        counts = new ArrayList<>();
        first = Long.MAX_VALUE;
        last = 0;
        chunkCount++;
        return this;
    }

    /** Writes the bag; {@code closed} says whether with its index. */
    public Path write(Path path, boolean closed) {
        long index = BagFile.MAGIC.length + HEADER_RECORD_BYTES + chunks.size();
        byte[] header = record(new byte[0], field("op", 3), field("index_pos", u64(closed ? index : 0)),
                field("conn_count", u32(connections.size())), field("chunk_count", u32(chunkCount)));
        byte[] padded = Arrays.copyOf(header, HEADER_RECORD_BYTES);
        ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(header.length - 4, HEADER_RECORD_BYTES - header.length);
        byte[] end = closed ? cat(cat(connections.toArray(byte[][]::new)), infos.toByteArray()) : new byte[0];
        try {
            return Files.write(path, cat(BagFile.MAGIC, padded, chunks.toByteArray(), end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] compress(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = switch (codec) {
            case "lz4" -> new LZ4FrameOutputStream(out, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB);
            case "bz2" -> new BZip2CompressorOutputStream(out, 1);
            default -> out;
        }) {
            packed.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] record(byte[] data, byte[]... fields) {
        byte[] header = cat(fields);
        return cat(u32(header.length), header, u32(data.length), data);
    }

    private static byte[] field(String name, int value) {
        return field(name, new byte[] {(byte) value});
    }

    private static byte[] field(String name, byte[] value) {
        byte[] text = cat((name + "=").getBytes(UTF_8), value);
        return cat(u32(text.length), text);
    }

    private static byte[] time(long nanos) {
        return cat(u32(nanos / 1_000_000_000L), u32(nanos % 1_000_000_000L));
    }

    private static byte[] u32(long value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array();
    }

    private static byte[] u64(long value) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    }

    private static byte[] cat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
