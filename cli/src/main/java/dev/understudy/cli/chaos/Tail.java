package dev.understudy.cli.chaos;

import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads every topic of the system from its beginning, committed records only, and goes on where it was. */
final class Tail implements AutoCloseable {

    /** Changelog of the frame ledgers, by the names of the perception application. */
    static final String LEDGERS = "understudy-perception-ledger-changelog";

    private static final List<String> TOPICS = List.of(Topics.LIDAR_FRAME, Topics.CAMERA_FRAME, Topics.CLUSTER,
            Topics.OBJECT_EVENT, Topics.SAMPLE, Topics.DEAD_LETTER, Topics.CHECKPOINT, Topics.TRAINER_STATE,
            Topics.LIFECYCLE, LEDGERS);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final ClientPurpose IMPATIENT = ClientPurpose.NONE
            .tuned(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000)
            .tuned(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Consumer<ConsumerRecord<byte[], byte[]>> sink;
    private final Set<String> known = new HashSet<>();

    Tail(KafkaConnection kafka, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        this.sink = sink;
        consumer = kafka.consumer(IMPATIENT);
    }

    /** Reads what is committed now; false when the broker did not answer in time and the rest comes later. */
    boolean catchUp() {
        try {
            assignAll();
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(sink);
            }
            return known.size() == TOPICS.size();
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** The changelog comes into being with the first stream. */
    private void assignAll() {
        if (known.size() == TOPICS.size()) {
            return;
        }
        Map<String, List<PartitionInfo>> there = consumer.listTopics();
        List<TopicPartition> partitions = new ArrayList<>(consumer.assignment());
        for (String topic : TOPICS) {
            if (there.containsKey(topic) && known.add(topic)) {
                there.get(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
        }
        consumer.assign(partitions);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
