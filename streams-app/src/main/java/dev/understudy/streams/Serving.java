package dev.understudy.streams;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.SchemaRegistry;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What the inference application serves with, made when it starts and closed with it.
 *
 * @param model  opens the model
 * @param events makes the writer of events
 */
public record Serving(Supplier<ServedModel> model, Supplier<Serializer<ClassifiedObject>> events) {

    /** Events in the wire format of a registry, whose schema is settled at the start. */
    public static Serving through(String registryUrl, Supplier<ServedModel> model) {
        return new Serving(model, () -> EventSerdes.prepared(SchemaRegistry.open(registryUrl)));
    }
}
