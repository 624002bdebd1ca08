package dev.understudy.streams;

import dev.understudy.streams.state.BoundedRocksDb;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Turns {@link StreamsSettings} into the properties of one Kafka Streams application. */
final class StreamsProperties {

    /** Room for keys, headers and batch framing beside the largest value, bytes. */
    private static final int FRAMING = 64 << 10;
    /** Records per poll: few, since one LiDAR frame is megabytes and takes milliseconds. */
    private static final int MAX_POLL_RECORDS = 64;
    /** Records buffered per partition before it is paused; the default, 1000, would be gigabytes of frames. */
    private static final int BUFFERED_RECORDS = 32;
    /** Longest wait for a task whose broker does not answer before it counts as failed, milliseconds. */
    private static final long TASK_TIMEOUT_MS = 60_000;

    private StreamsProperties() {
    }

    static Properties of(StreamsSettings settings, String applicationId) {
        Properties p = new Properties();
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        p.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        p.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        p.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, SizeCapExceptionHandler.class);
        p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        running(p, settings.run());
        sizeCap(p, settings.run().maxRecordBytes());
        p.putAll(settings.kafka());
        return p;
    }

    private static void running(Properties p, RunSettings run) {
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, run.threads());
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, run.commitInterval().toMillis());
        p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, run.maxTaskIdle().toMillis());
        p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, run.standbys());
        p.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        p.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, TASK_TIMEOUT_MS);
        // Streams sets 100 ms of linger: half of it is latency for nothing, since a commit flushes anyway.
        p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MAX_POLL_RECORDS);
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    }

    /** One cap on every hop: what the producer may send, the consumer fetch, and internal topics keep. */
    private static void sizeCap(Properties p, int maxRecordBytes) {
        p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), maxRecordBytes);
        p.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 4L * maxRecordBytes);
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), maxRecordBytes + FRAMING);
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 2 * (maxRecordBytes + FRAMING));
        p.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Integer.toString(maxRecordBytes));
    }
}
