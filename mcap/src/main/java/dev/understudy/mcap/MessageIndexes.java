package dev.understudy.mcap;

import dev.understudy.mcap.message.Fields;
import dev.understudy.mcap.message.LoadedChunk;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.RecordingFile;
import dev.understudy.mcap.message.Selection;
import java.nio.ByteBuffer;

/** The indexes behind a chunk: for each channel, the time and place of every message. */
final class MessageIndexes {

    /** Opcode, length, channel, sequence, log time: what an entry is checked against. */
    private static final int CHECKED_BYTES = Opcode.PREFIX + Opcode.MESSAGE_PREFIX;

    private MessageIndexes() {
    }

    /**
     * Notes the wanted messages of a chunk.
     *
     * @return false when the index does not fit the chunk; nothing is noted then, and the chunk is to be walked
     */
    static boolean fill(RecordingFile file, McapPart part, Selection selection, LoadedChunk chunk) {
        try {
            long start = part.ref().offset() + part.length();
            ByteBuffer bytes = file.read(start, part.indexLength());
            if (!collect(bytes.duplicate(), file, selection, chunk, false)) {
                return false;
            }
            return collect(bytes, file, selection, chunk, true);
        } catch (RecordingException e) {
            return false;
        }
    }

    private static boolean collect(ByteBuffer bytes, RecordingFile file, Selection selection, LoadedChunk chunk,
            boolean add) {
        ByteBuffer records = chunk.data();
        RecordWalk walk = new RecordWalk(bytes, file.path() + ": message index");
        for (Fields in = walk.next(); in != null; in = walk.next()) {
            if (walk.opcode() != Opcode.MESSAGE_INDEX) {
                return false;
            }
            int channel = in.u16();
            Fields entries = in.slice(in.u32());
            while (selection.channels().contains(channel) && entries.remaining() > 0) {
                long stamp = entries.u64();
                long place = entries.u64();
                if (!add && !fits(records, place, channel, stamp)) {
                    return false;
                }
                if (add && selection.takes(channel, stamp)) {
                    chunk.add(stamp, (int) place);
                }
            }
        }
        return true;
    }

    private static boolean fits(ByteBuffer records, long place, int channel, long stamp) {
        if (place > records.limit() - CHECKED_BYTES || records.get((int) place) != Opcode.MESSAGE) {
            return false;
        }
        int at = (int) place;
        long length = records.getLong(at + 1);
        return length >= Opcode.MESSAGE_PREFIX && length <= records.limit() - at - Opcode.PREFIX
                && (records.getShort(at + Opcode.PREFIX) & 0xFFFF) == channel
                && records.getLong(at + Opcode.PREFIX + 6) == stamp;
    }
}
