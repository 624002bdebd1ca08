package dev.understudy.messaging;

import java.util.Map;
import java.util.TreeMap;

/** The order of precedence that {@link KafkaConnection} states, applied to each kind of client. */
final class ClientProperties {

    private static final String SERVERS = "bootstrap.servers";
    private static final String REQUEST_BYTES = "max.request.size";
    private static final String BUFFER_BYTES = "buffer.memory";
    private static final String PARTITION_FETCH_BYTES = "max.partition.fetch.bytes";
    private static final String FETCH_BYTES = "fetch.max.bytes";
    /** Records of the largest size that a producer may hold, so that a slow broker holds back the reader. */
    private static final long BUFFERED_RECORDS = 4;
    /** Records of the largest size in one fetch. */
    private static final int FETCHED_RECORDS = 2;

    private ClientProperties() {
    }

    static Map<String, Object> consumer(KafkaConnection connection, ClientPurpose purpose) {
        int bytes = KafkaConnection.requestBytes(connection.maxRecordBytes());
        Map<String, Object> fixed = new TreeMap<>(Map.of("isolation.level", "read_committed",
                "enable.auto.commit", false, "auto.offset.reset", "earliest", "allow.auto.create.topics", false,
                PARTITION_FETCH_BYTES, bytes, FETCH_BYTES, fetchBytes(bytes)));
        return merged(connection, ClientPrefix.CONSUMER, Map.of(), fixed, purpose);
    }

    static Map<String, Object> producer(KafkaConnection connection, ClientPurpose purpose) {
        return merged(connection, ClientPrefix.PRODUCER, Map.of(BUFFER_BYTES, bufferBytes(connection)),
                Map.of("enable.idempotence", true, "acks", "all", REQUEST_BYTES,
                        KafkaConnection.requestBytes(connection.maxRecordBytes())), purpose);
    }

    static Map<String, Object> admin(KafkaConnection connection, ClientPurpose purpose) {
        return merged(connection, ClientPrefix.ADMIN, Map.of(), Map.of(), purpose);
    }

    static Map<String, Object> streams(KafkaConnection connection, String applicationId, ClientPurpose purpose) {
        int bytes = KafkaConnection.requestBytes(connection.maxRecordBytes());
        Map<String, Object> all = new TreeMap<>(purpose.tuned());
        all.put(ClientPrefix.PRODUCER + BUFFER_BYTES, bufferBytes(connection));
        // A default of ours has the client's prefix, and would win over the user's name without one.
        connection.properties().keySet().forEach(name -> all.keySet().removeIf(ours ->
                ClientPrefix.of(name).isEmpty() && ClientPrefix.strip(ours).equals(name)));
        all.putAll(connection.properties());
        all.put(SERVERS, connection.servers());
        all.put("application.id", applicationId);
        all.put("processing.guarantee", "exactly_once_v2");
        all.put(ClientPrefix.CONSUMER + "auto.offset.reset", "earliest");
        all.put(ClientPrefix.PRODUCER + REQUEST_BYTES, bytes);
        all.put(ClientPrefix.CONSUMER + PARTITION_FETCH_BYTES, bytes);
        all.put(ClientPrefix.CONSUMER + FETCH_BYTES, fetchBytes(bytes));
        all.put(ClientPrefix.TOPIC + "max.message.bytes", Integer.toString(connection.maxRecordBytes()));
        all.putAll(purpose.fixed());
        return all;
    }

    private static Map<String, Object> merged(KafkaConnection connection, String prefix, Map<String, Object> tuned,
            Map<String, Object> fixed, ClientPurpose purpose) {
        Map<String, Object> all = new TreeMap<>(tuned);
        all.putAll(purpose.tuned());
        all.putAll(named(connection.properties(), ""));
        all.putAll(named(connection.properties(), prefix));
        all.putAll(fixed);
        all.put(SERVERS, connection.servers());
        all.putAll(purpose.fixed());
        return all;
    }

    /** Those with this prefix, without it. */
    private static Map<String, String> named(Map<String, String> properties, String prefix) {
        Map<String, String> some = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (ClientPrefix.of(name).equals(prefix)) {
                some.put(ClientPrefix.strip(name), value);
            }
        });
        return some;
    }

    private static long bufferBytes(KafkaConnection connection) {
        return BUFFERED_RECORDS * connection.maxRecordBytes();
    }

    private static int fetchBytes(int requestBytes) {
        return FETCHED_RECORDS * requestBytes;
    }
}
