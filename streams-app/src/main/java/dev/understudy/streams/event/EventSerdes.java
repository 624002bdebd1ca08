package dev.understudy.streams.event;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.proto.Topics;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** The serde of {@link ClassifiedObject}, as published on {@code perception.object.event.v1}. */
public final class EventSerdes {

    private EventSerdes() {
    }

    /** Registers the schema at the first event of a topic. */
    public static Serde<ClassifiedObject> classifiedObject(SchemaRegistry registry) {
        return Serdes.serdeFrom(new ConfluentAvroSerializer<>(registry, true),
                new ConfluentAvroDeserializer<>(registry, ClassifiedObject.class));
    }

    /**
     * Writes events, with the schema settled: a registry that cannot be reached shows now, and not as a failing stream
     * at the first event.
     *
     * @throws RegistryException if it cannot be reached, or refuses the schema
     */
    public static Serializer<ClassifiedObject> prepared(SchemaRegistry registry) {
        ConfluentAvroSerializer<ClassifiedObject> events = new ConfluentAvroSerializer<>(registry, true);
        events.prepare(Topics.OBJECT_EVENT, ClassifiedObject.getClassSchema());
        return events;
    }
}
