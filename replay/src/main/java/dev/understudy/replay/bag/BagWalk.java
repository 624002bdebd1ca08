package dev.understudy.replay.bag;

import dev.understudy.mcap.message.Fields;
import java.nio.ByteBuffer;

/** Walks over the records inside a chunk. */
final class BagWalk {

    private final ByteBuffer in;
    private final Fields fields;
    private final String place;
    private int start;
    private int dataStart;
    private int dataLength;

    BagWalk(byte[] chunk, String place) {
        in = ByteBuffer.wrap(chunk);
        fields = new Fields(in, place);
        this.place = place;
    }

    /** Steps to the next record; {@code null} at the end. */
    BagRecord next() {
        if (fields.remaining() == 0) {
            return null;
        }
        start = in.position();
        BagRecord record = BagRecord.of(fields.slice(fields.u32()), place);
        long length = fields.u32();
        dataStart = in.position();
        fields.slice(length);
        dataLength = (int) length;
        return record;
    }

    /** Goes to the record that begins at a byte. */
    void seek(int to) {
        in.position(to);
    }

    /** Where the record began. */
    int start() {
        return start;
    }

    /** The record's data. */
    Fields data() {
        return new Fields(bytes(), place);
    }

    ByteBuffer bytes() {
        return in.slice(dataStart, dataLength);
    }
}
