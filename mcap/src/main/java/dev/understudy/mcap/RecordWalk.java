package dev.understudy.mcap;

import dev.understudy.mcap.message.Fields;
import dev.understudy.mcap.message.RecordingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Walks over records that lie in memory one behind the other: a summary section or the inside of a chunk. */
final class RecordWalk {

    private final ByteBuffer in;
    private final String place;
    private int start;
    private int opcode;

    /** @param place file and section, as error messages begin */
    RecordWalk(ByteBuffer in, String place) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
        this.place = place;
    }

    /**
     * Steps to the next record; the content of the last one is skipped.
     *
     * @return its content, or {@code null} at the end
     */
    Fields next() {
        if (!in.hasRemaining()) {
            return null;
        }
        start = in.position();
        if (in.remaining() < Opcode.PREFIX) {
            throw new RecordingException(place + ": ends inside a record's prefix at byte " + start);
        }
        opcode = in.get() & 0xFF;
        long length = in.getLong();
        if (opcode == 0 || length < 0 || length > in.remaining()) {
            throw new RecordingException(place + ": record " + opcode + " at byte " + start + " claims "
                    + Long.toUnsignedString(length) + " bytes where " + in.remaining() + " are left");
        }
        ByteBuffer content = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return new Fields(content, place + ": record " + opcode + " at byte " + start);
    }

    int opcode() {
        return opcode;
    }

    /** Where the record began, from the start of the buffer. */
    int start() {
        return start;
    }
}
