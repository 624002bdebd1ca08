package dev.understudy.streams.event;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads Avro records in Confluent's wire format, written with any compatible version of the schema. Each writer's
 * schema is fetched once. Thread-safe.
 *
 * @param <T> generated record class
 */
public final class ConfluentAvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final SchemaRegistry registry;
    private final Schema readerSchema;
    private final Map<Integer, Schema> writerSchemas = new ConcurrentHashMap<>();

    public ConfluentAvroDeserializer(SchemaRegistry registry, Class<T> type) {
        TrustedRecords.install();
        this.registry = registry;
        this.readerSchema = SpecificData.get().getSchema(type);
    }

    /**
     * @throws SerializationException if the value is not framed, does not fit its schema, or has bytes left over
     * @throws RegistryException      if the registry does not give the writer's schema
     */
    @Override
    public T deserialize(String topic, byte[] value) {
        if (value == null) {
            return null;
        }
        int id = WireFormat.schemaId(topic, value);
        Schema writerSchema = writerSchemas.computeIfAbsent(id, registry::byId);
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES,
                value.length - WireFormat.HEADER_BYTES, null);
        try {
            // A reader is cheap; what it costs to resolve two schemas, Avro caches by thread.
            T record = new SpecificDatumReader<T>(writerSchema, readerSchema).read(null, decoder);
            if (decoder.isEnd()) {
                return record;
            }
        } catch (IOException | RuntimeException e) {
            // Damaged bytes show as almost any exception: lengths, indices, casts, unsupported operations.
            throw new SerializationException("a value of " + topic + " does not fit its schema " + id + ": "
                    + e.getMessage(), e);
        }
        throw new SerializationException("a value of " + topic + " goes on after the record of schema " + id);
    }
}
