package dev.understudy.mcap;

import dev.understudy.mcap.message.ChunkRef;
import dev.understudy.mcap.message.Fields;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.RecordingFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** Reads the summary at the end of a file: channels, counts and where the chunks are, in a few reads. */
final class SummaryReader {

    private static final int TAIL = Opcode.PREFIX + Opcode.FOOTER_BYTES + Opcode.MAGIC.length;
    /** Bytes of the footer's CRC, which the CRC does not cover. */
    private static final int CRC_BYTES = 4;

    private final RecordingFile file;
    private final McapHeader header;
    private final Definitions definitions = new Definitions();
    // By place: an index that names a chunk twice must not make its messages come twice.
    private final Map<Long, McapPart> parts = new TreeMap<>();
    private Map<Integer, Long> counts;
    private long messages;
    private long attachments;
    private long metadata;

    private SummaryReader(RecordingFile file, McapHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Reads the summary.
     *
     * @return {@code null} when the file is complete but its summary does not say all that is needed
     * @throws RecordingException when the end of the file is missing or the summary is damaged
     */
    static McapSummary read(RecordingFile file, McapHeader header) {
        return new SummaryReader(file, header).read();
    }

    private McapSummary read() {
        long footer = file.size() - TAIL;
        RecordPrefix prefix = footer < header.end() ? null : RecordPrefix.read(file, footer);
        if (prefix == null || prefix.opcode() != Opcode.FOOTER || prefix.length() != Opcode.FOOTER_BYTES
                || !Arrays.equals(file.read(prefix.end(), Opcode.MAGIC.length).array(), Opcode.MAGIC)) {
            throw new RecordingException(file.path() + ": the end of the file is missing");
        }
        Fields in = new Fields(file.read(prefix.content(), prefix.length()), file.path() + ": footer");
        long start = in.u64();
        in.u64();
        long crc = in.u32();
        if (start == 0) {
            return null;
        }
        if (start < header.end() || start > footer) {
            throw in.damage("the summary is said to begin at byte " + start);
        }
        section(start, footer, crc);
        return isComplete() ? new McapSummary(header.profile(), header.library(), definitions.channels(), counts,
                List.copyOf(parts.values()), attachments, metadata, new ArrayList<>()) : null;
    }

    private boolean isComplete() {
        boolean indexed = messages == 0 || !parts.isEmpty();
        return counts != null && indexed && definitions.channels().keySet().containsAll(counts.keySet());
    }

    private void section(long start, long footer, long crc) {
        ByteBuffer bytes = file.read(start, footer + Opcode.PREFIX + Opcode.FOOTER_BYTES - CRC_BYTES - start);
        CRC32 actual = new CRC32();
        actual.update(bytes.array());
        if (crc != 0 && actual.getValue() != crc) {
            throw new RecordingException(file.path() + ": the summary's CRC is wrong");
        }
        RecordWalk walk = new RecordWalk(bytes.limit((int) (footer - start)), file.path() + ": summary");
        for (Fields in = walk.next(); in != null; in = walk.next()) {
            record(walk.opcode(), in);
        }
    }

    private void record(int opcode, Fields in) {
        switch (opcode) {
            case Opcode.SCHEMA -> definitions.schema(in);
            case Opcode.CHANNEL -> definitions.channel(in);
            case Opcode.CHUNK_INDEX -> {
                McapPart part = chunkIndex(in);
                parts.put(part.ref().offset(), part);
            }
            case Opcode.STATISTICS -> statistics(in);
            case Opcode.ATTACHMENT_INDEX -> attachments++;
            case Opcode.METADATA_INDEX -> metadata++;
            default -> {
                // Later versions may add records; readers are to skip what they do not know.
            }
        }
    }

    private McapPart chunkIndex(Fields in) {
        long start = in.u64();
        long end = in.u64();
        long offset = in.u64();
        long length = in.u64();
        Fields entries = in.slice(in.u32());
        Set<Integer> channels = new HashSet<>();
        while (entries.remaining() > 0) {
            channels.add(entries.u16());
            entries.u64();
        }
        long indexLength = in.u64();
        String compression = in.string();
        if (length < Opcode.PREFIX || offset > file.size() - length) {
            throw in.damage("a chunk of " + length + " bytes is said to lie at byte " + offset);
        }
        Set<Integer> known = channels.isEmpty() ? null : Set.copyOf(channels);
        return new McapPart(new ChunkRef(offset, start, end, known), length, true, indexLength, compression);
    }

    private void statistics(Fields in) {
        messages = in.u64();
        in.u16();
        in.u32();
        in.u32();
        in.u32();
        in.u32();
        in.u64();
        in.u64();
        counts = new HashMap<>();
        Fields entries = in.slice(in.u32());
        while (entries.remaining() > 0) {
            counts.put(entries.u16(), entries.u64());
        }
        long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        counts = sum == messages ? counts : null;
    }
}
