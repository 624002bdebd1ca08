package dev.understudy.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plain producing and consuming, for tests that look at topics from outside. */
final class Records {

    private static final Duration POLL = Duration.ofMillis(200);

    private Records() {
    }

    static RecordMetadata produce(String bootstrap, Map<String, Object> extra, String topic, String key, byte[] value)
            throws ExecutionException, InterruptedException {
        Map<String, Object> config = with(extra, Map.of("bootstrap.servers", bootstrap));
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    /** Reads committed records of the topic from its start until there are {@code count} or the time is over. */
    static List<ConsumerRecord<String, byte[]>> consume(String bootstrap, String topic, int count, Duration limit) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "group.id", "test-" + System.nanoTime(),
                "auto.offset.reset", "earliest", "isolation.level", "read_committed");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (records.size() < count && System.nanoTime() < deadline) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    /**
     * Waits until the leader of every partition answers. A topic exists before that, and a producer whose first
     * batch is refused then, but not its second, repeats the first in vain.
     */
    static void awaitLeaders(String bootstrap) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.endOffsets(consumer.listTopics().values().stream().flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList());
        }
    }

    private static Map<String, Object> with(Map<String, Object> extra, Map<String, Object> base) {
        Map<String, Object> all = new HashMap<>(base);
        all.putAll(extra);
        return all;
    }
}
