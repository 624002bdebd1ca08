package dev.understudy.cli.kafka;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Reads topics as they are now, committed records only, bytes untouched: for commands that look and end. */
public final class CommittedRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    /** A person waits for the answer; Kafka's own default is a minute. */
    private static final int API_TIMEOUT_MS = 20_000;

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;

    public CommittedRecords(KafkaConnection kafka) {
        consumer = kafka.consumer(
                ClientPurpose.NONE.tuned(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS));
    }

    /** Every record up to what is the end of the topic now, partition by partition in order. */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        List<TopicPartition> partitions = assign(topic);
        consumer.seekToBeginning(partitions);
        drain(consumer.endOffsets(partitions), sink);
    }

    /** The records appended from {@code from} on and before {@code until}, null for now, by the record's time stamp. */
    public void read(String topic, Instant from, Instant until, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        List<TopicPartition> partitions = assign(topic);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        if (until != null) {
            offsetsAt(partitions, until).entrySet().stream().filter(at -> at.getValue() != null)
                    .forEach(at -> ends.put(at.getKey(), at.getValue().offset()));
        }
        offsetsAt(partitions, from).forEach((partition, at) ->
                consumer.seek(partition, at == null ? ends.get(partition) : at.offset()));
        drain(ends, sink);
    }

    private Map<TopicPartition, OffsetAndTimestamp> offsetsAt(List<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, Long> query = new HashMap<>();
        partitions.forEach(partition -> query.put(partition, Math.max(0, time.toEpochMilli())));
        return consumer.offsetsForTimes(query);
    }

    private List<TopicPartition> assign(String topic) {
        List<TopicPartition> partitions = consumer.listTopics().getOrDefault(topic, List.of()).stream()
                .map(info -> new TopicPartition(topic, info.partition())).toList();
        if (partitions.isEmpty()) {
            throw new UserError(ExitCode.SERVICE,
                    "topic " + topic + " does not exist; make it with: understudy topics create");
        }
        consumer.assign(partitions);
        return partitions;
    }

    private void drain(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    sink.accept(record);
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
