package dev.understudy.mcap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Little-endian fields of records under way; grows as needed. */
final class RecordBuffer extends ByteArrayOutputStream {

    RecordBuffer u8(int value) {
        write(value);
        return this;
    }

    RecordBuffer u16(int value) {
        return number(value, 2);
    }

    RecordBuffer u32(long value) {
        return number(value, 4);
    }

    RecordBuffer u64(long value) {
        return number(value, 8);
    }

    RecordBuffer string(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        u32(text.length);
        return bytes(text, 0, text.length);
    }

    RecordBuffer bytes(byte[] value, int from, int length) {
        write(value, from, length);
        return this;
    }

    RecordBuffer map(Map<String, String> values) {
        RecordBuffer entries = new RecordBuffer();
        values.forEach((key, value) -> entries.string(key).string(value));
        u32(entries.size());
        return bytes(entries.array(), 0, entries.size());
    }

    /** A whole record. */
    RecordBuffer record(int opcode, RecordBuffer content) {
        u8(opcode).u64(content.size());
        return bytes(content.array(), 0, content.size());
    }

    /** The backing array; only the first {@link #size()} bytes count. */
    byte[] array() {
        return buf;
    }

    private RecordBuffer number(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            write((int) (value >>> 8 * i));
        }
        return this;
    }
}
