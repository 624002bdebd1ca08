package dev.understudy.replay.bag;

import dev.understudy.mcap.message.Fields;
import dev.understudy.replay.log.MessageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The header of a bag record (http://wiki.ros.org/Bags/Format/2.0): named values; its data follows.
 *
 * @param fields values by name, little-endian
 * @param place file and record, as error messages begin
 */
record BagRecord(Map<String, ByteBuffer> fields, String place) {

    static final int MESSAGE = 0x02;
    static final int BAG_HEADER = 0x03;
    static final int INDEX = 0x04;
    static final int CHUNK = 0x05;
    static final int CHUNK_INFO = 0x06;
    static final int CONNECTION = 0x07;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Reads the named values of a header or of a connection's data. */
    static BagRecord of(Fields in, String place) {
        Map<String, ByteBuffer> fields = new HashMap<>();
        while (in.remaining() > 0) {
            byte[] field = in.bytes(in.u32());
            int equals = 0;
            while (equals < field.length && field[equals] != '=') {
                equals++;
            }
            if (equals == field.length) {
                throw in.damage("a field of a header has no name");
            }
            fields.put(new String(field, 0, equals, StandardCharsets.UTF_8),
                    ByteBuffer.wrap(field, equals + 1, field.length - equals - 1).slice()
                            .order(ByteOrder.LITTLE_ENDIAN));
        }
        return new BagRecord(fields, place);
    }

    int op() {
        return new Fields(value("op").duplicate(), place).u8();
    }

    long u32(String name) {
        return new Fields(value(name).duplicate(), place).u32();
    }

    long u64(String name) {
        return new Fields(value(name).duplicate(), place).u64();
    }

    /** Seconds and nanoseconds as Unix nanoseconds. */
    long time(String name) {
        Fields in = new Fields(value(name).duplicate(), place);
        return in.u32() * NANOS_PER_SECOND + in.u32();
    }

    /** Text, empty when the field is missing. */
    String text(String name) {
        ByteBuffer value = fields.get(name);
        return value == null ? "" : StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }

    byte[] bytes(String name) {
        ByteBuffer value = fields.get(name);
        byte[] out = new byte[value == null ? 0 : value.remaining()];
        if (value != null) {
            value.duplicate().get(out);
        }
        return out;
    }

    private ByteBuffer value(String name) {
        ByteBuffer value = fields.get(name);
        if (value == null) {
            throw new MessageException("the field '" + name + "' is missing");
        }
        return value;
    }
}
