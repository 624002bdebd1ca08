package dev.understudy.cli.feed;

import dev.understudy.cli.common.ServiceOptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Producers for the sensor topics. */
public final class SensorProducer {

    /** Some seconds of a fleet's frames, so that a slow broker holds the reader back rather than the heap. */
    private static final long BUFFER_BYTES = 64L << 20;

    private SensorProducer() {
    }

    /** A producer for the brokers that a command names; the caller closes it. */
    public static Producer<String, byte[]> connect(ServiceOptions services) {
        return connect(services.bootstrapServers(), services.kafka(), services.maxRecordBytes());
    }

    /** An idempotent producer, so that a retry neither doubles nor reorders frames; the caller closes it. */
    public static Producer<String, byte[]> connect(String bootstrapServers, Map<String, String> kafka,
            int maxRecordBytes) {
        return new KafkaProducer<>(config(bootstrapServers, kafka, maxRecordBytes), new StringSerializer(),
                new ByteArraySerializer());
    }

    static Map<String, Object> config(String bootstrapServers, Map<String, String> kafka, int maxRecordBytes) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRecordBytes);
        // A record that is larger than the buffer is refused.
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(BUFFER_BYTES, 2L * maxRecordBytes));
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return config;
    }
}
