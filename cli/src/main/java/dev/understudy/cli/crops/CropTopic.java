package dev.understudy.cli.crops;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic holds of a robot's crops of a time. Kafka deletes no single records, only everything up to one: a
 * {@link #truncate} takes along what lies before, of every robot.
 */
final class CropTopic {

    /**
     * What is found.
     *
     * @param topic its name
     * @param records that hold such a crop
     * @param others other records that a truncation would take along
     * @param until when Kafka has deleted the last of them by itself
     */
    record Found(String topic, long records, long others, String until) {
    }

    private final String topic;
    private final CropRange range;
    private final Map<Integer, Long> lastOffsets = new HashMap<>();
    private final Map<Integer, Long> othersSince = new HashMap<>();
    private long records;
    private long others;
    private long newestMillis;

    CropTopic(String topic, CropRange range) {
        this.topic = topic;
        this.range = range;
    }

    String topic() {
        return topic;
    }

    /** Takes the next record of its partition. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        if (!range.covers(record)) {
            othersSince.merge(record.partition(), 1L, Long::sum);
            return;
        }
        records++;
        others += othersSince.getOrDefault(record.partition(), 0L);
        othersSince.remove(record.partition());
        lastOffsets.put(record.partition(), record.offset());
        newestMillis = Math.max(newestMillis, record.timestamp());
    }

    Found found(Admin admin) {
        return new Found(topic, records, others, records == 0 ? "" : until(admin));
    }

    private String until(Admin admin) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = done(() -> admin.describeConfigs(List.of(resource)).all().get().get(resource));
        long age = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
        long roll = Long.parseLong(config.get(TopicConfig.SEGMENT_MS_CONFIG).value());
        // A segment goes as a whole, once its newest record is old enough.
        String most = config.get(TopicConfig.RETENTION_BYTES_CONFIG).value();
        return age < 0 ? "when a partition outgrows " + most + " bytes"
                : "between " + Instant.ofEpochMilli(newestMillis + age) + " and "
                        + Instant.ofEpochMilli(newestMillis + age + roll);
    }

    /** Deletes each partition's records up to and with the last that holds such a crop. */
    void truncate(Admin admin) {
        Map<TopicPartition, RecordsToDelete> upTo = new HashMap<>();
        lastOffsets.forEach((partition, offset) ->
                upTo.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset + 1)));
        done(() -> admin.deleteRecords(upTo).all().get());
    }

    private interface Call<T> {
        T get() throws ExecutionException, InterruptedException;
    }

    private <T> T done(Call<T> call) {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw new KafkaException(topic + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
