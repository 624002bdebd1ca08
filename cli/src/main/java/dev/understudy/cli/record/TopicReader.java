package dev.understudy.cli.record;

import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads every partition of some topics, committed records only, until told to stop or until today's end. Calibrations
 * are read from their topic's start in any case: a robot states them once, and what follows is of no use without them.
 */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
    private final List<String> missing = new ArrayList<>();
    private volatile boolean stopping;

    /**
     * Connects.
     *
     * @param fromStart whether to begin with the oldest record instead of the next one
     */
    public TopicReader(KafkaConnection kafka, List<String> topics, boolean fromStart) {
        consumer = kafka.consumer(ClientPurpose.NONE, new StringDeserializer());
        try {
            assign(topics, fromStart);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void assign(List<String> topics, boolean fromStart) {
        Map<String, List<PartitionInfo>> known = consumer.listTopics();
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            if (!known.containsKey(topic)) {
                missing.add(topic);
            }
            known.getOrDefault(topic, List.of())
                    .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
        }
        consumer.assign(partitions);
        Map<Boolean, List<TopicPartition>> whole = partitions.stream()
                .collect(Collectors.partitioningBy(p -> fromStart || p.topic().equals(Topics.CALIBRATION)));
        seek(whole.get(true), consumer::seekToBeginning);
        seek(whole.get(false), consumer::seekToEnd);
    }

    /** Takes the place now, and not at the first poll. */
    private void seek(List<TopicPartition> partitions, Consumer<List<TopicPartition>> seek) {
        // Of no partitions, the consumer would take all.
        if (!partitions.isEmpty()) {
            seek.accept(partitions);
            partitions.forEach(consumer::position);
        }
    }

    /** Topics that the broker does not have. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    /**
     * Hands over records.
     *
     * @param untilEnd whether to stop at what is the end of every partition now
     * @param limit stop after so long
     */
    public void read(Consumer<ConsumerRecord<String, byte[]>> sink, boolean untilEnd, Duration limit) {
        Map<TopicPartition, Long> ends = untilEnd ? consumer.endOffsets(consumer.assignment()) : Map.of();
        long begun = System.nanoTime();
        while (!stopping && System.nanoTime() - begun < limit.toNanos() && !(untilEnd && isBehind(ends))) {
            consumer.poll(POLL).forEach(sink);
        }
    }

    private boolean isBehind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
    }

    /** Lets {@link #read} return soon; may be called from another thread. */
    public void stop() {
        stopping = true;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
