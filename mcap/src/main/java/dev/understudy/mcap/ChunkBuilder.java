package dev.understudy.mcap;

import java.util.Map;
import java.util.TreeMap;

/** A chunk under way: its records, times and message indexes. */
final class ChunkBuilder {

    private final RecordBuffer records = new RecordBuffer();
    private final Map<Integer, RecordBuffer> indexes = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long last;

    void definition(RecordBuffer record) {
        records.bytes(record.array(), 0, record.size());
    }

    void message(int channel, long sequence, long logNanos, long publishNanos, byte[] data, int from, int length) {
        indexes.computeIfAbsent(channel, id -> new RecordBuffer()).u64(logNanos).u64(records.size());
        records.u8(Opcode.MESSAGE).u64(Opcode.MESSAGE_PREFIX + (long) length).u16(channel).u32(sequence)
                .u64(logNanos).u64(publishNanos).bytes(data, from, length);
        first = Math.min(first, logNanos);
        last = Math.max(last, logNanos);
    }

    int size() {
        return records.size();
    }

    boolean hasMessages() {
        return !indexes.isEmpty();
    }

    byte[] array() {
        return records.array();
    }

    long first() {
        return hasMessages() ? first : 0;
    }

    long last() {
        return last;
    }

    /** Time and place of every message by channel. */
    Map<Integer, RecordBuffer> indexes() {
        return indexes;
    }

    void clear() {
        records.reset();
        indexes.clear();
        first = Long.MAX_VALUE;
        last = 0;
    }
}
