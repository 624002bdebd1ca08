package dev.understudy.streams.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes Avro records in Confluent's wire format. At the first record of a topic the schema is registered under
 * {@code TOPIC-value} as FULL_TRANSITIVE, or only looked up; from then on the registry is not asked again.
 * Thread-safe: stream threads share it.
 *
 * @param <T> generated record class
 */
public final class ConfluentAvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private static final int FIRST_BUFFER_BYTES = 512;

    private final SchemaRegistry registry;
    private final boolean register;
    private final Map<String, byte[]> headers = new ConcurrentHashMap<>();

    /**
     * @param register whether this writer may register its schema; false where schemas are released by other means
     */
    public ConfluentAvroSerializer(SchemaRegistry registry, boolean register) {
        TrustedRecords.install();
        this.registry = registry;
        this.register = register;
    }

    /**
     * Settles the topic's schema with the registry before the first record is due, so that a bad registry shows at
     * the start.
     *
     * @throws RegistryException if it cannot be reached, or refuses the schema
     */
    public void prepare(String topic, Schema schema) {
        headers.computeIfAbsent(topic, t -> WireFormat.header(schemaId(WireFormat.subject(t), schema)));
    }

    /** @throws SerializationException if the record does not fit its schema */
    @Override
    public byte[] serialize(String topic, T record) {
        if (record == null) {
            return null;
        }
        prepare(topic, record.getSchema());
        ByteArrayOutputStream out = new ByteArrayOutputStream(FIRST_BUFFER_BYTES);
        out.writeBytes(headers.get(topic));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<T>(record.getSchema()).write(record, encoder);
            return out.toByteArray();
        } catch (IOException | AvroRuntimeException | NullPointerException | ClassCastException e) {
            throw new SerializationException("cannot write a record to " + topic + ": " + e.getMessage(), e);
        }
    }

    private int schemaId(String subject, Schema schema) {
        if (!register) {
            return registry.lookup(subject, schema);
        }
        // Not every registry takes a level for a subject it does not know yet: first version first.
        int id = registry.register(subject, schema);
        if (!SchemaRegistry.FULL_TRANSITIVE.equals(registry.compatibility(subject))) {
            registry.setCompatibility(subject, SchemaRegistry.FULL_TRANSITIVE);
        }
        return id;
    }
}
