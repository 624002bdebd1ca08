package dev.understudy.streams.topic;

import java.util.Map;

/**
 * How one topic shall be.
 *
 * @param name        topic
 * @param partitions  number of partitions
 * @param replication replicas per partition
 * @param configs     topic settings by Kafka's names
 */
public record TopicPlan(String name, int partitions, short replication, Map<String, String> configs) {

    /**
     * The one cap on a record, bytes: topics, broker, producers ({@code max.request.size}) and consumers use it.
     * A raw float32 scan of 262,144 points is 4 MiB, so it leaves room for a denser sensor.
     */
    public static final int MAX_MESSAGE_BYTES = 16 << 20;

    public TopicPlan {
        configs = Map.copyOf(configs);
    }
}
