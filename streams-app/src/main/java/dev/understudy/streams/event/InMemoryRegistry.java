package dev.understudy.streams.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * A registry inside this process, for tests and for runs without services: shared by name, and as strict about
 * compatibility as a real one.
 */
public final class InMemoryRegistry implements SchemaRegistry {

    /** URL scheme that selects this registry. */
    public static final String SCHEME = "mock://";

    private static final Map<String, InMemoryRegistry> SHARED = new ConcurrentHashMap<>();

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> versions = new HashMap<>();
    private final Map<String, String> levels = new HashMap<>();

    /** The registry of that name, created at the first use. */
    public static InMemoryRegistry named(String name) {
        return SHARED.computeIfAbsent(name, n -> new InMemoryRegistry());
    }

    @Override
    public synchronized int register(String subject, Schema schema) {
        if (!isCompatible(subject, schema)) {
            throw new RegistryException("the schema is not " + levels.get(subject) + " with the versions of "
                    + subject);
        }
        int id = schemas.indexOf(schema) + 1;
        if (id == 0) {
            schemas.add(schema);
            id = schemas.size();
        }
        List<Integer> ids = versions.computeIfAbsent(subject, s -> new ArrayList<>());
        if (!ids.contains(id)) {
            ids.add(id);
        }
        return id;
    }

    @Override
    public synchronized int lookup(String subject, Schema schema) {
        int id = schemas.indexOf(schema) + 1;
        if (!versions.getOrDefault(subject, List.of()).contains(id)) {
            throw new RegistryException("the schema is not registered under " + subject);
        }
        return id;
    }

    @Override
    public synchronized Schema byId(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new RegistryException("no schema has the id " + id);
        }
        return schemas.get(id - 1);
    }

    /** Knows {@code NONE} and {@code FULL_TRANSITIVE}. */
    @Override
    public synchronized void setCompatibility(String subject, String level) {
        if (!level.equals("NONE") && !level.equals(FULL_TRANSITIVE)) {
            throw new RegistryException("unknown compatibility level " + level);
        }
        levels.put(subject, level);
    }

    @Override
    public synchronized String compatibility(String subject) {
        return levels.getOrDefault(subject, "NONE");
    }

    @Override
    public synchronized boolean isCompatible(String subject, Schema schema) {
        return !compatibility(subject).equals(FULL_TRANSITIVE) || versions.getOrDefault(subject, List.of()).stream()
                .map(id -> schemas.get(id - 1))
                .allMatch(old -> canRead(old, schema) && canRead(schema, old));
    }

    private static boolean canRead(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }
}
