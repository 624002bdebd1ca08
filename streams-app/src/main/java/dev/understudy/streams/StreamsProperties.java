package dev.understudy.streams;

import dev.understudy.messaging.ClientPurpose;
import dev.understudy.streams.state.BoundedRocksDb;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Turns {@link StreamsSettings} into the properties of one Kafka Streams application. */
final class StreamsProperties {

    /** Records per poll: few, since one LiDAR frame is megabytes and takes milliseconds. */
    private static final int MAX_POLL_RECORDS = 64;
    /** Records buffered per partition before it is paused; the default, 1000, would be gigabytes of frames. */
    private static final int BUFFERED_RECORDS = 32;
    /** Longest wait for a task whose broker does not answer before it counts as failed, milliseconds. */
    private static final long TASK_TIMEOUT_MS = 60_000;
    /** Deprecated from the start: Kafka Streams 5 drops the name, and does always what it asks for. */
    @SuppressWarnings("deprecation")
    private static final String GLOBAL_HANDLER = StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG;

    private StreamsProperties() {
    }

    static Properties of(StreamsSettings settings, String applicationId) {
        return settings.kafka().streams(applicationId, guarantee(tuned(settings.run()), settings.run())
                .fixed(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString()));
    }

    private static ClientPurpose tuned(RunSettings run) {
        return ClientPurpose.NONE
                .tuned(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true)
                .tuned(GLOBAL_HANDLER, true)
                .tuned(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, SizeCapExceptionHandler.class)
                .tuned(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class)
                .tuned(StreamsConfig.NUM_STREAM_THREADS_CONFIG, run.threads())
                .tuned(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, run.commitInterval().toMillis())
                .tuned(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, run.maxTaskIdle().toMillis())
                .tuned(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, run.standbys())
                .tuned(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS)
                .tuned(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, TASK_TIMEOUT_MS)
                // Streams sets 100 ms of linger: half of it is latency for nothing, since a commit flushes anyway.
                .tuned(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0)
                .tuned(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MAX_POLL_RECORDS);
    }

    private static ClientPurpose guarantee(ClientPurpose purpose, RunSettings run) {
        return run.exactlyOnce() ? purpose
                : purpose.fixed(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    }
}
