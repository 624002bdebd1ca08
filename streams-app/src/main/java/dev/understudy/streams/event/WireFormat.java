package dev.understudy.streams.event;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** Confluent's framing of an Avro value: a zero byte, the schema id (big-endian int32), then the Avro body. */
final class WireFormat {

    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;

    private WireFormat() {
    }

    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
    }

    /** @throws SerializationException if the value is not framed */
    static int schemaId(String topic, byte[] value) {
        if (value.length < HEADER_BYTES || value[0] != MAGIC) {
            throw new SerializationException("a value of " + topic + " is not Avro in the registry's framing: "
                    + value.length + " bytes" + (value.length == 0 ? "" : ", the first is " + value[0]));
        }
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    /** Subject of a topic's values. */
    static String subject(String topic) {
        return topic + "-value";
    }
}
