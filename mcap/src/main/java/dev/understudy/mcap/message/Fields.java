package dev.understudy.mcap.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Little-endian fields of one record of a container. Nothing is allocated before the bytes that are claimed are known
 * to be there; every failure is a {@link RecordingException} that names the place.
 */
public final class Fields {

    private final ByteBuffer in;
    private final String place;

    /**
     * Reads from the buffer's position to its limit.
     *
     * @param place file and record, as error messages begin
     */
    public Fields(ByteBuffer in, String place) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
        this.place = place;
    }

    public int remaining() {
        return in.remaining();
    }

    public int u8() {
        return need(1).get() & 0xFF;
    }

    public int u16() {
        return need(2).getShort() & 0xFFFF;
    }

    public long u32() {
        return need(4).getInt() & 0xFFFF_FFFFL;
    }

    /** An unsigned 64-bit number that must fit a {@code long}, as every length, offset and stamp that makes sense. */
    public long u64() {
        long value = need(8).getLong();
        if (value < 0) {
            throw damage("a number of 64 bits is " + Long.toUnsignedString(value) + ", which cannot be");
        }
        return value;
    }

    /** UTF-8 text behind its 32-bit length. */
    public String string() {
        return new String(bytes(u32()), StandardCharsets.UTF_8);
    }

    /** A copy of the next bytes. */
    public byte[] bytes(long length) {
        byte[] out = new byte[checked(length)];
        in.get(out);
        return out;
    }

    /** A view of the next bytes. */
    public Fields slice(long length) {
        ByteBuffer view = in.slice(in.position(), checked(length));
        in.position(in.position() + view.limit());
        return new Fields(view, place);
    }

    /** Text by text behind the 32-bit length of the whole in bytes. */
    public Map<String, String> map() {
        Fields entries = slice(u32());
        Map<String, String> out = new LinkedHashMap<>();
        while (entries.remaining() > 0) {
            out.put(entries.string(), entries.string());
        }
        return out;
    }

    /** The failure of this record, for values that cannot be. */
    public RecordingException damage(String what) {
        return new RecordingException(place + ": " + what);
    }

    private ByteBuffer need(int bytes) {
        checked(bytes);
        return in;
    }

    private int checked(long length) {
        if (length < 0 || length > in.remaining()) {
            throw damage("a field of " + length + " bytes is claimed where " + in.remaining() + " are left");
        }
        return (int) length;
    }
}
