package dev.understudy.messaging;

import dev.understudy.proto.Topics;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The one way to Kafka: every consumer, producer, administrator's client and Kafka Streams application is made here.
 *
 * <p>Properties of a client, each line above the one before:
 * <ol>
 *   <li>Kafka's own defaults;
 *   <li>ours: of all clients, then of the client's {@linkplain ClientPurpose purpose};
 *   <li>the user's, with a client's prefix ({@code consumer.}, {@code producer.}, {@code admin.}) above those without;
 *   <li>what exactly-once, fencing, routing and the size cap stand on, then what the purpose fixes.
 * </ol>
 * A user's property that line 4 would override for every client is refused by name.
 *
 * @param servers        Kafka brokers, {@code host:port} separated by commas
 * @param properties     the user's; {@code main.consumer.}, {@code restore.consumer.}, {@code global.consumer.} and
 *                       {@code topic.} are for Kafka Streams only
 * @param maxRecordBytes the one cap on a record: topics keep none that is larger
 */
public record KafkaConnection(String servers, Map<String, String> properties, int maxRecordBytes) {

    /** Room for key, headers and framing around a record of the largest size, on every hop but the topic; bytes. */
    public static final int ENVELOPE_BYTES = 64 << 10;

    private static final Pattern SECRET =
            Pattern.compile("password|secret|jaas|token|credential|key\\.pem|\\.key$", Pattern.CASE_INSENSITIVE);

    /** @throws ConnectionException naming a property that a user cannot set */
    public KafkaConnection {
        properties = Map.copyOf(properties);
        ProtectedKeys.require(properties.keySet());
        if (maxRecordBytes < 1) {
            throw new IllegalArgumentException("maxRecordBytes must be positive: " + maxRecordBytes);
        }
    }

    /** With the default size cap and no properties of a user's. */
    public static KafkaConnection to(String servers) {
        return new KafkaConnection(servers, Map.of(), Topics.MAX_RECORD_BYTES);
    }

    /** The largest request or fetch of one record under a size cap, bytes. */
    public static int requestBytes(int maxRecordBytes) {
        return maxRecordBytes + ENVELOPE_BYTES;
    }

    /** A reader of committed records with untouched keys; the caller closes it. */
    public Consumer<byte[], byte[]> consumer(ClientPurpose purpose) {
        return consumer(purpose, new ByteArrayDeserializer());
    }

    /** A reader of committed records; the caller closes it. */
    public <K> Consumer<K, byte[]> consumer(ClientPurpose purpose, Deserializer<K> keys) {
        return new KafkaConsumer<>(ClientProperties.consumer(this, purpose), keys, new ByteArrayDeserializer());
    }

    /** An idempotent writer of untouched keys; the caller closes it. */
    public Producer<byte[], byte[]> producer(ClientPurpose purpose) {
        return producer(purpose, new ByteArraySerializer());
    }

    /** An idempotent writer; the caller closes it. */
    public <K> Producer<K, byte[]> producer(ClientPurpose purpose, Serializer<K> keys) {
        return new KafkaProducer<>(ClientProperties.producer(this, purpose), keys, new ByteArraySerializer());
    }

    /** An administrator's client; the caller closes it. */
    public Admin admin() {
        return admin(ClientPurpose.NONE);
    }

    /** The same with defaults of its own. */
    public Admin admin(ClientPurpose purpose) {
        return Admin.create(ClientProperties.admin(this, purpose));
    }

    /**
     * The properties of a Kafka Streams application.
     *
     * @param purpose by Kafka Streams' names, prefixes included
     */
    public Properties streams(String applicationId, ClientPurpose purpose) {
        Properties properties = new Properties();
        properties.putAll(ClientProperties.streams(this, applicationId, purpose));
        return properties;
    }

    /** Whether the value of a property of that name is not fit for a log. */
    public static boolean isSecret(String name) {
        return SECRET.matcher(name).find();
    }

    /** The values of secrets are masked: fit for a log. */
    @Override
    public String toString() {
        Map<String, String> printable = new TreeMap<>(properties);
        printable.replaceAll((name, value) -> isSecret(name) ? "[hidden]" : value);
        return "KafkaConnection[servers=" + servers + ", properties=" + printable + ", maxRecordBytes="
                + maxRecordBytes + "]";
    }
}
