package dev.understudy.streams.event;

import org.apache.avro.Schema;

/**
 * What the events need of a schema registry. Every method throws {@link RegistryException}, in one line, when the
 * registry cannot be reached or refuses. Implementations are thread-safe.
 */
public interface SchemaRegistry {

    /** Both old and new readers understand all released versions. */
    String FULL_TRANSITIVE = "FULL_TRANSITIVE";

    /** Opens the registry at an {@code http(s)://} URL, or a shared one in memory for {@code mock://NAME}. */
    static SchemaRegistry open(String url) {
        return url.startsWith(InMemoryRegistry.SCHEME)
                ? InMemoryRegistry.named(url.substring(InMemoryRegistry.SCHEME.length())) : new RegistryClient(url);
    }

    /** Registers the schema, or finds it, and returns its id. */
    int register(String subject, Schema schema);

    /** Id of a schema that is already registered under the subject. */
    int lookup(String subject, Schema schema);

    Schema byId(int id);

    /** Sets the compatibility level of a subject, by Confluent's names. */
    void setCompatibility(String subject, String level);

    /** The compatibility level that holds for the subject: its own, else the registry's. */
    String compatibility(String subject);

    /** Whether the registry would accept the schema as the subject's next version. */
    boolean isCompatible(String subject, Schema schema);
}
