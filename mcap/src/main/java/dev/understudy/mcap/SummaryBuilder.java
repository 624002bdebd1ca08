package dev.understudy.mcap;

import java.util.TreeMap;
import java.util.zip.CRC32;

/** Gathers what the end of a file says: definitions, statistics and where everything is. */
final class SummaryBuilder {

    private final RecordBuffer schemas = new RecordBuffer();
    private final RecordBuffer channels = new RecordBuffer();
    private final RecordBuffer chunks = new RecordBuffer();
    private final RecordBuffer attachments = new RecordBuffer();
    private final RecordBuffer metadata = new RecordBuffer();
    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private int schemaCount;
    private int channelCount;
    private int chunkCount;
    private int attachmentCount;
    private int metadataCount;
    private long first = Long.MAX_VALUE;
    private long last;

    /** Ids of schemas begin at 1: 0 means none. */
    int nextSchema() {
        return limited(++schemaCount, "schemas");
    }

    int nextChannel() {
        return limited(++channelCount, "topics");
    }

    private static int limited(int id, String what) {
        if (id > 0xFFFF) {
            throw new IllegalStateException("an MCAP file holds at most 65535 " + what);
        }
        return id;
    }

    void schema(RecordBuffer record) {
        schemas.bytes(record.array(), 0, record.size());
    }

    void channel(RecordBuffer record) {
        channels.bytes(record.array(), 0, record.size());
    }

    void message(int channel, long logNanos) {
        counts.merge(channel, 1L, Long::sum);
        first = Math.min(first, logNanos);
        last = Math.max(last, logNanos);
    }

    void chunk(ChunkBuilder chunk, long start, long length, RecordBuffer offsets, long indexLength,
            Compression compression, long packed) {
        chunkCount++;
        chunks.record(Opcode.CHUNK_INDEX, new RecordBuffer().u64(chunk.first()).u64(chunk.last()).u64(start)
                .u64(length).u32(offsets.size()).bytes(offsets.array(), 0, offsets.size()).u64(indexLength)
                .string(compression.wireName()).u64(packed).u64(chunk.size()));
    }

    void attachment(long start, long length, long logNanos, long bytes, String name, String mediaType) {
        attachmentCount++;
        attachments.record(Opcode.ATTACHMENT_INDEX, new RecordBuffer().u64(start).u64(length).u64(logNanos)
                .u64(logNanos).u64(bytes).string(name).string(mediaType));
    }

    void metadata(long start, long length, String name) {
        metadataCount++;
        metadata.record(Opcode.METADATA_INDEX, new RecordBuffer().u64(start).u64(length).string(name));
    }

    /** The summary, its offsets, the footer and the closing magic bytes, for a summary that starts at a byte. */
    RecordBuffer section(long start) {
        RecordBuffer out = new RecordBuffer();
        RecordBuffer offsets = new RecordBuffer();
        group(out, offsets, start, Opcode.SCHEMA, schemas);
        group(out, offsets, start, Opcode.CHANNEL, channels);
        group(out, offsets, start, Opcode.STATISTICS, new RecordBuffer().record(Opcode.STATISTICS, statistics()));
        group(out, offsets, start, Opcode.CHUNK_INDEX, chunks);
        group(out, offsets, start, Opcode.ATTACHMENT_INDEX, attachments);
        group(out, offsets, start, Opcode.METADATA_INDEX, metadata);
        long offsetStart = start + out.size();
        out.bytes(offsets.array(), 0, offsets.size());
        out.u8(Opcode.FOOTER).u64(Opcode.FOOTER_BYTES).u64(start).u64(offsetStart);
        CRC32 crc = new CRC32();
        crc.update(out.array(), 0, out.size());
        return out.u32(crc.getValue()).bytes(Opcode.MAGIC, 0, Opcode.MAGIC.length);
    }

    private static void group(RecordBuffer out, RecordBuffer offsets, long start, int opcode, RecordBuffer records) {
        if (records.size() > 0) {
            offsets.record(Opcode.SUMMARY_OFFSET,
                    new RecordBuffer().u8(opcode).u64(start + out.size()).u64(records.size()));
            out.bytes(records.array(), 0, records.size());
        }
    }

    private RecordBuffer statistics() {
        RecordBuffer entries = new RecordBuffer();
        counts.forEach((channel, n) -> entries.u16(channel).u64(n));
        long messages = counts.values().stream().mapToLong(Long::longValue).sum();
        return new RecordBuffer().u64(messages).u16(schemaCount).u32(channelCount).u32(attachmentCount)
                .u32(metadataCount).u32(chunkCount).u64(messages == 0 ? 0 : first).u64(last).u32(entries.size())
                .bytes(entries.array(), 0, entries.size());
    }
}
