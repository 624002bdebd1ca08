package dev.understudy.streams.topic;

import java.util.HashMap;
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

    static final String MAX_BYTES = "max.message.bytes";

    public TopicPlan {
        configs = Map.copyOf(configs);
    }

    /** The same topic with another cap on its records, bytes. */
    public TopicPlan withMaxRecordBytes(int bytes) {
        Map<String, String> capped = new HashMap<>(configs);
        capped.put(MAX_BYTES, Integer.toString(bytes));
        return new TopicPlan(name, partitions, replication, capped);
    }
}
