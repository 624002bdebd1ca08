package dev.understudy.mcap;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Schema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes an MCAP file (https://mcap.dev/spec): chunks with message indexes and CRCs, then a summary with statistics and
 * a chunk index, so that viewers can seek. Memory is bounded by one chunk. A file whose writer was killed can be read
 * up to its last whole chunk. Not thread-safe.
 */
public final class McapWriter implements AutoCloseable {

    private static final String LIBRARY = "understudy 0.1.0";

    /**
     * Settings of a file.
     *
     * @param profile what the messages are agreed to be, e.g. {@code ros2}; empty for none
     * @param compression codec of the chunks
     * @param chunkBytes uncompressed bytes after which a chunk is written
     */
    public record Options(String profile, Compression compression, int chunkBytes) {

        private static final int DEFAULT_CHUNK_BYTES = 4 << 20;

        /** No profile, zstd, chunks of 4 MiB: a LiDAR frame or two. */
        public static Options defaults() {
            return new Options("", Compression.ZSTD, DEFAULT_CHUNK_BYTES);
        }

        public Options with(Compression codec, int bytes) {
            return new Options(profile, codec, bytes);
        }
    }

    private final Path path;
    private final Options options;
    private final OutputStream out;
    private final CRC32 dataCrc = new CRC32();
    private final SummaryBuilder summary = new SummaryBuilder();
    private final ChunkBuilder chunk = new ChunkBuilder();
    private final Map<Schema, Integer> schemas = new HashMap<>();
    private long position;
    private boolean closed;

    private McapWriter(Path path, Options options) throws IOException {
        this.path = path;
        this.options = options;
        out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
    }

    /**
     * Begins a file; one that exists is replaced.
     *
     * @throws RecordingException when it cannot be written
     */
    public static McapWriter create(Path path, Options options) {
        try {
            McapWriter writer = new McapWriter(path, options);
            writer.write(new RecordBuffer().bytes(Opcode.MAGIC, 0, Opcode.MAGIC.length).record(Opcode.HEADER,
                    new RecordBuffer().string(options.profile()).string(LIBRARY)));
            return writer;
        } catch (IOException e) {
            throw new RecordingException(path + ": cannot be written: " + e, e);
        }
    }

    /**
     * Adds a topic.
     *
     * @param encoding how its messages are serialised, e.g. {@code protobuf}
     * @return the channel to write messages to
     */
    public Channel channel(String topic, Schema schema, String encoding, Map<String, String> metadata) {
        int schemaId = schema.equals(Schema.NONE) ? 0 : schemas.computeIfAbsent(schema, this::addSchema);
        int id = summary.nextChannel();
        RecordBuffer record = new RecordBuffer().record(Opcode.CHANNEL, new RecordBuffer().u16(id).u16(schemaId)
                .string(topic).string(encoding).map(metadata));
        summary.channel(record);
        chunk.definition(record);
        return new Channel(id, topic, schema, encoding, metadata);
    }

    private int addSchema(Schema schema) {
        int id = summary.nextSchema();
        RecordBuffer record = new RecordBuffer().record(Opcode.SCHEMA, new RecordBuffer().u16(id)
                .string(schema.name()).string(schema.encoding()).u32(schema.data().length)
                .bytes(schema.data(), 0, schema.data().length));
        summary.schema(record);
        chunk.definition(record);
        return id;
    }

    /**
     * Writes a message.
     *
     * @param logNanos Unix nanoseconds; need not grow from message to message
     * @throws RecordingException when the file cannot be written
     */
    public void message(Channel channel, long sequence, long logNanos, long publishNanos, byte[] data) {
        if (logNanos < 0 || publishNanos < 0) {
            throw new IllegalArgumentException("a stamp before 1970 cannot be recorded: " + logNanos);
        }
        if (chunk.hasMessages() && chunk.size() + (long) data.length > options.chunkBytes()) {
            endChunk();
        }
        chunk.message(channel.id(), sequence, logNanos, publishNanos, data, 0, data.length);
        summary.message(channel.id(), logNanos);
    }

    /** Writes facts about the recording, which viewers list. */
    public void metadata(String name, Map<String, String> values) {
        endChunk();
        RecordBuffer record = new RecordBuffer().record(Opcode.METADATA, new RecordBuffer().string(name).map(values));
        summary.metadata(position, record.size(), name);
        write(record);
    }

    /** Writes a file into the file. */
    public void attachment(String name, String mediaType, long logNanos, byte[] data) {
        endChunk();
        RecordBuffer content = new RecordBuffer().u64(logNanos).u64(logNanos).string(name).string(mediaType)
                .u64(data.length).bytes(data, 0, data.length);
        CRC32 crc = new CRC32();
        crc.update(content.array(), 0, content.size());
        RecordBuffer record = new RecordBuffer().record(Opcode.ATTACHMENT, content.u32(crc.getValue()));
        summary.attachment(position, record.size(), logNanos, data.length, name, mediaType);
        write(record);
    }

    /** Writes what is held to the file, so that a reader of the file under way sees it. */
    public void flush() {
        endChunk();
        try {
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void endChunk() {
        if (chunk.size() == 0) {
            return;
        }
        byte[] packed = options.compression().compress(chunk.array(), chunk.size());
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 0, chunk.size());
        long start = position;
        write(new RecordBuffer().record(Opcode.CHUNK, new RecordBuffer().u64(chunk.first()).u64(chunk.last())
                .u64(chunk.size()).u32(crc.getValue()).string(options.compression().wireName()).u64(packed.length)
                .bytes(packed, 0, packed.length)));
        long length = position - start;
        RecordBuffer offsets = new RecordBuffer();
        long indexStart = position;
        chunk.indexes().forEach((channel, entries) -> {
            offsets.u16(channel).u64(position);
            write(new RecordBuffer().record(Opcode.MESSAGE_INDEX, new RecordBuffer().u16(channel).u32(entries.size())
                    .bytes(entries.array(), 0, entries.size())));
        });
        summary.chunk(chunk, start, length, offsets, position - indexStart, options.compression(), packed.length);
        chunk.clear();
    }

    /** Ends the file with its summary. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            endChunk();
            write(new RecordBuffer().record(Opcode.DATA_END, new RecordBuffer().u32(dataCrc.getValue())));
            write(summary.section(position));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void write(RecordBuffer bytes) {
        try {
            out.write(bytes.array(), 0, bytes.size());
        } catch (IOException e) {
            throw failure(e);
        }
        dataCrc.update(bytes.array(), 0, bytes.size());
        position += bytes.size();
    }

    private RecordingException failure(IOException e) {
        return new RecordingException(path + ": cannot be written: " + e.getMessage(), e);
    }
}
