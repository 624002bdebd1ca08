package dev.understudy.streams.event;

import dev.understudy.event.ClassifiedObject;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The serde of {@link ClassifiedObject}, as published on {@code perception.object.event.v1}. */
public final class EventSerdes {

    private EventSerdes() {
    }

    /** Registers the schema at the first event of a topic. */
    public static Serde<ClassifiedObject> classifiedObject(SchemaRegistry registry) {
        return Serdes.serdeFrom(new ConfluentAvroSerializer<>(registry, true),
                new ConfluentAvroDeserializer<>(registry, ClassifiedObject.class));
    }
}
