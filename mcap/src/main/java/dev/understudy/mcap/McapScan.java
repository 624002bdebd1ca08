package dev.understudy.mcap;

import dev.understudy.mcap.message.ChunkRef;
import dev.understudy.mcap.message.Fields;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.RecordingFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a file from its start, record by record, and so makes the summary that the file lacks: it was cut off, its
 * writer was killed, or it wrote none. What lies behind the last whole record is left out and told. Memory is bounded
 * by one chunk.
 */
final class McapScan {

    /** Bytes after which a run of records outside chunks ends and another begins. */
    private static final long RUN_BYTES = 4L << 20;

    private final RecordingFile file;
    private final McapHeader header;
    private final Definitions definitions = new Definitions();
    private final Map<Integer, Long> counts = new HashMap<>();
    private final List<McapPart> parts = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    // Messages of the chunk or run that is being read; they count once it is known to be whole.
    private final Map<Integer, Long> pending = new HashMap<>();
    private long attachments;
    private long metadata;
    private long runStart = -1;
    private long first = Long.MAX_VALUE;
    private long last;

    private McapScan(RecordingFile file, McapHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Reads the file through.
     *
     * @param reason why the summary is not used; empty when that is no fault
     */
    static McapSummary read(RecordingFile file, McapHeader header, String reason) {
        McapScan scan = new McapScan(file, header);
        long end = scan.records();
        if (!reason.isEmpty()) {
            long chunks = scan.parts.stream().filter(McapPart::chunk).count();
            scan.warnings.add(0, reason + "; recovered " + scan.counts.values().stream().mapToLong(n -> n).sum()
                    + " messages of " + chunks + " whole chunks, up to byte " + end + " of " + file.size());
        }
        return new McapSummary(header.profile(), header.library(), scan.definitions.channels(), scan.counts,
                scan.parts, scan.attachments, scan.metadata, scan.warnings);
    }

    private long records() {
        long offset = header.end();
        RecordPrefix prefix = RecordPrefix.read(file, offset);
        while (prefix != null && prefix.opcode() != 0 && prefix.opcode() != Opcode.DATA_END
                && prefix.opcode() != Opcode.FOOTER) {
            record(offset, prefix);
            offset = prefix.end();
            if (runStart >= 0 && offset - runStart > RUN_BYTES) {
                endRun(offset);
            }
            prefix = RecordPrefix.read(file, offset);
        }
        endRun(offset);
        return offset;
    }

    private void record(long offset, RecordPrefix prefix) {
        switch (prefix.opcode()) {
            case Opcode.CHUNK -> {
                endRun(offset);
                chunk(offset, prefix);
            }
            case Opcode.ATTACHMENT -> {
                endRun(offset);
                attachments++;
            }
            case Opcode.METADATA -> metadata++;
            case Opcode.SCHEMA, Opcode.CHANNEL, Opcode.MESSAGE -> loose(offset, prefix);
            default -> {
                // Message indexes are read with their chunk; unknown records are to be skipped.
            }
        }
    }

    /** A record outside chunks. */
    private void loose(long offset, RecordPrefix prefix) {
        try {
            long wanted = prefix.opcode() == Opcode.MESSAGE
                    ? Math.min(prefix.length(), Opcode.MESSAGE_PREFIX) : prefix.length();
            note(prefix.opcode(), new Fields(file.read(prefix.content(), wanted),
                    file.path() + ": record at byte " + offset));
        } catch (RecordingException e) {
            warnings.add(e.getMessage());
            endRun(offset);
            return;
        }
        if (prefix.opcode() == Opcode.MESSAGE && runStart < 0) {
            runStart = offset;
        }
    }

    private void endRun(long end) {
        if (runStart >= 0) {
            add(runStart, end - runStart, false, "");
            runStart = -1;
        }
        forget();
    }

    private void add(long offset, long length, boolean chunk, String compression) {
        ChunkRef ref = new ChunkRef(offset, first, last, Set.copyOf(pending.keySet()));
        parts.add(new McapPart(ref, length, chunk, 0, compression));
        pending.forEach((channel, n) -> counts.merge(channel, n, Long::sum));
    }

    private void forget() {
        first = Long.MAX_VALUE;
        last = 0;
        pending.clear();
    }

    private void chunk(long offset, RecordPrefix prefix) {
        String compression = "";
        try {
            compression = compression(prefix);
            RecordWalk walk = new RecordWalk(ByteBuffer.wrap(PartReader.records(file, offset)),
                    PartReader.place(file, offset));
            for (Fields in = walk.next(); in != null; in = walk.next()) {
                note(walk.opcode(), in);
            }
        } catch (RecordingException e) {
            warnings.add(e.getMessage());
            forget();
            return;
        }
        if (!pending.isEmpty()) {
            add(offset, Opcode.PREFIX + prefix.length(), true, compression);
        }
        forget();
    }

    private String compression(RecordPrefix prefix) {
        Fields in = new Fields(file.read(prefix.content(), Math.min(prefix.length(), 64)), file.path() + ": chunk");
        in.bytes(28);
        return in.string();
    }

    private void note(int opcode, Fields in) {
        if (opcode == Opcode.SCHEMA) {
            definitions.schema(in);
        } else if (opcode == Opcode.CHANNEL) {
            definitions.channel(in);
        } else if (opcode == Opcode.MESSAGE) {
            int channel = in.u16();
            in.u32();
            long stamp = in.u64();
            if (!definitions.knows(channel)) {
                throw in.damage("a message names channel " + channel + ", which is not defined before it");
            }
            pending.merge(channel, 1L, Long::sum);
            first = Math.min(first, stamp);
            last = Math.max(last, stamp);
        }
    }
}
