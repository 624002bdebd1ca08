package dev.understudy.messaging;

import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

/** Properties that a user cannot set, and why: the system would lose, double or mislay records. */
final class ProtectedKeys {

    private static final String ADDRESS = "the address is given by --bootstrap-servers";
    private static final String IDENTITY = "it is what groups, fencing and state are found by";
    private static final String ONCE = "exactly-once processing stands on it";
    private static final String BYTES = "records are encoded by Understudy";
    private static final String ROUTE = "records of one robot must reach one partition of a topic that exists";
    private static final String CAP = "the size of records is given by --max-record-bytes";

    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("bootstrap.servers", ADDRESS),
            Map.entry("application.id", IDENTITY),
            Map.entry("group.id", IDENTITY),
            Map.entry("transactional.id", IDENTITY),
            Map.entry("state.dir", "the folder is given by --state-dir"),
            Map.entry("processing.guarantee", ONCE),
            Map.entry("isolation.level", ONCE),
            Map.entry("enable.auto.commit", ONCE),
            Map.entry("enable.idempotence", ONCE),
            Map.entry("acks", ONCE),
            Map.entry("auto.offset.reset", ONCE),
            Map.entry("key.serializer", BYTES),
            Map.entry("value.serializer", BYTES),
            Map.entry("key.deserializer", BYTES),
            Map.entry("value.deserializer", BYTES),
            Map.entry("default.key.serde", BYTES),
            Map.entry("default.value.serde", BYTES),
            Map.entry("partitioner.class", ROUTE),
            Map.entry("partitioner.ignore.keys", ROUTE),
            Map.entry("allow.auto.create.topics", ROUTE),
            Map.entry("max.request.size", CAP),
            Map.entry("max.partition.fetch.bytes", CAP),
            Map.entry("fetch.max.bytes", CAP),
            Map.entry("max.message.bytes", CAP));

    private ProtectedKeys() {
    }

    /** @throws ConnectionException naming the first of some names that is protected, whatever its prefix */
    static void require(Collection<String> names) {
        for (String name : new TreeSet<>(names)) {
            String why = WHY.get(ClientPrefix.strip(name));
            if (why != null) {
                throw new ConnectionException("Kafka property " + name + " cannot be set: " + why);
            }
        }
    }
}
