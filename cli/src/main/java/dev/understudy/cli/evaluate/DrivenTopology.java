package dev.understudy.cli.evaluate;

import dev.understudy.streams.state.BoundedRocksDb;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/**
 * A topology that runs in the caller's thread, record by record, without a broker. Its wall clock stands still
 * at the time it was made: late enough for stamps to be believed, and nothing else may depend on it.
 */
final class DrivenTopology implements AutoCloseable {

    private final TopologyTestDriver driver;
    private final Set<String> wanted;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();

    /**
     * @param stateDir folder of its stores
     * @param wanted topics whose records are taken; those of others are dropped by {@link #dropRest()}
     */
    DrivenTopology(Topology topology, String applicationId, Path stateDir, Set<String> wanted) {
        this.wanted = wanted;
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        driver = new TopologyTestDriver(topology, properties, Instant.now());
    }

    /** Processes one record to its end. */
    void send(String topic, TestRecord<byte[], byte[]> record) {
        inputs.computeIfAbsent(topic,
                t -> driver.createInputTopic(t, new ByteArraySerializer(), new ByteArraySerializer()))
                .pipeInput(record);
    }

    static TestRecord<byte[], byte[]> record(byte[] key, byte[] value, Headers headers, long timestampMillis) {
        return new TestRecord<>(key, value, headers, Instant.ofEpochMilli(timestampMillis));
    }

    /** What came out since the last call. */
    <V> List<TestRecord<byte[], V>> take(String topic, Deserializer<V> values) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), values).readRecordsToList();
    }

    /** Drops what nobody takes, the changelogs of the stores among it: the driver would keep it in memory. */
    void dropRest() {
        for (String topic : driver.producedTopicNames()) {
            if (!wanted.contains(topic)) {
                take(topic, new ByteArrayDeserializer());
            }
        }
    }

    /** Every value of a store, now. */
    <V> List<V> values(String store) {
        List<V> values = new ArrayList<>();
        try (KeyValueIterator<Object, V> all = driver.<Object, V>getKeyValueStore(store).all()) {
            all.forEachRemaining(entry -> values.add(entry.value));
        }
        return values;
    }

    @Override
    public void close() {
        driver.close();
    }
}
