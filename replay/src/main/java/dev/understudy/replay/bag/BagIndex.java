package dev.understudy.replay.bag;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.ChunkRef;
import dev.understudy.mcap.message.Fields;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Schema;
import dev.understudy.replay.log.MessageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Connections and chunks of a bag: from its index, or, when the bag was not closed, from reading it all. */
final class BagIndex {

    private static final int CHUNK_INFO_VERSION = 1;

    private final BagFile file;
    private final TreeMap<Integer, Channel> channels = new TreeMap<>();
    private final Map<Integer, Long> counts = new HashMap<>();
    private final List<ChunkRef> chunks = new ArrayList<>();
    private final Set<String> codecs = new TreeSet<>();
    private final List<String> warnings = new ArrayList<>();

    private BagIndex(BagFile file) {
        this.file = file;
    }

    static BagIndex read(BagFile file) {
        String reason;
        try {
            BagIndex index = new BagIndex(file);
            if (index.indexed()) {
                return index;
            }
            reason = "the bag was not closed and has no index";
        } catch (RecordingException | MessageException e) {
            reason = "the index is damaged (" + e.getMessage() + ")";
        }
        BagIndex index = new BagIndex(file);
        long end = index.scan();
        index.warnings.add(0, file.file().path() + ": " + reason + "; recovered "
                + index.counts.values().stream().mapToLong(n -> n).sum() + " messages of " + index.chunks.size()
                + " whole chunks, up to byte " + end + " of " + file.size());
        return index;
    }

    private boolean indexed() {
        BagFile.Placed header = file.at(BagFile.MAGIC.length);
        if (header == null || header.header().op() != BagRecord.BAG_HEADER) {
            throw new MessageException("the first record is no bag header");
        }
        long position = header.header().u64("index_pos");
        long records = header.header().u32("conn_count") + header.header().u32("chunk_count");
        if (position == 0) {
            return false;
        }
        for (long i = 0; i < records; i++) {
            BagFile.Placed record = file.at(position);
            if (record == null) {
                throw new MessageException("it ends after " + i + " of " + records + " records");
            }
            switch (record.header().op()) {
                case BagRecord.CONNECTION -> connection(record.header(), file.data(record));
                case BagRecord.CHUNK_INFO -> chunkInfo(record);
                default -> throw new MessageException("it holds a record of kind " + record.header().op());
            }
            position = record.end();
        }
        return true;
    }

    private void chunkInfo(BagFile.Placed record) {
        BagRecord header = record.header();
        if (header.u32("ver") != CHUNK_INFO_VERSION) {
            throw new MessageException("chunk info of version " + header.u32("ver"));
        }
        Fields in = file.data(record);
        Map<Integer, Long> here = new HashMap<>();
        for (long i = header.u32("count"); i > 0; i--) {
            here.merge((int) in.u32(), in.u32(), Long::sum);
        }
        long offset = header.u64("chunk_pos");
        BagFile.Placed chunk = file.at(offset);
        if (chunk == null || chunk.header().op() != BagRecord.CHUNK) {
            throw new MessageException("no chunk lies at byte " + offset + ", where the index says");
        }
        codecs.add(chunk.header().text("compression"));
        chunks.add(new ChunkRef(offset, header.time("start_time"), header.time("end_time"), Set.copyOf(here.keySet())));
        here.forEach((channel, n) -> counts.merge(channel, n, Long::sum));
    }

    private void connection(BagRecord header, Fields data) {
        BagRecord details = BagRecord.of(data, header.place());
        int id = (int) header.u32("conn");
        Schema schema = new Schema(details.text("type"), "ros1msg", details.bytes("message_definition"));
        channels.putIfAbsent(id, new Channel(id, header.text("topic"), schema, "ros1",
                Map.of("md5sum", details.text("md5sum"), "callerid", details.text("callerid"))));
    }

    private long scan() {
        long offset = BagFile.MAGIC.length;
        while (true) {
            try {
                BagFile.Placed record = file.at(offset);
                if (record == null) {
                    return offset;
                }
                int op = record.header().op();
                if (op == BagRecord.CHUNK) {
                    scanChunk(offset, record.header().text("compression"));
                } else if (op == BagRecord.CONNECTION) {
                    connection(record.header(), file.data(record));
                }
                offset = record.end();
            } catch (RecordingException | MessageException e) {
                warnings.add(file.place(offset) + ": " + e.getMessage());
                return offset;
            }
        }
    }

    private void scanChunk(long offset, String codec) {
        Map<Integer, Long> here = new HashMap<>();
        long[] span = {Long.MAX_VALUE, 0};
        try {
            BagWalk walk = new BagWalk(file.chunk(offset), file.place(offset));
            for (BagRecord record = walk.next(); record != null; record = walk.next()) {
                if (record.op() == BagRecord.CONNECTION) {
                    connection(record, walk.data());
                } else if (record.op() == BagRecord.MESSAGE) {
                    long time = record.time("time");
                    here.merge((int) record.u32("conn"), 1L, Long::sum);
                    span[0] = Math.min(span[0], time);
                    span[1] = Math.max(span[1], time);
                }
            }
        } catch (RecordingException | MessageException e) {
            warnings.add(e.getMessage());
            return;
        }
        if (!here.isEmpty()) {
            codecs.add(codec);
            chunks.add(new ChunkRef(offset, span[0], span[1], Set.copyOf(here.keySet())));
            here.forEach((channel, n) -> counts.merge(channel, n, Long::sum));
        }
    }

    TreeMap<Integer, Channel> channels() {
        return channels;
    }

    Map<Integer, Long> counts() {
        return counts;
    }

    List<ChunkRef> chunks() {
        return chunks;
    }

    Set<String> codecs() {
        return codecs;
    }

    List<String> warnings() {
        return warnings;
    }
}
