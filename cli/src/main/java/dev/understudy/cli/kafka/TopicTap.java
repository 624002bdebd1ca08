package dev.understudy.cli.kafka;

import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of some topics from the beginning, committed records only, on a thread of its own, and
 * hands each record to one consumer. No group: several taps never share partitions.
 */
public final class TopicTap implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTap.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long JOIN_MILLIS = 5_000;

    private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
    private final Consumer<ConsumerRecord<String, byte[]>> sink;
    private final Thread thread;
    private volatile boolean closing;
    private volatile RuntimeException failure;

    /** Starts reading at once. */
    public TopicTap(KafkaConnection kafka, List<String> topics, Consumer<ConsumerRecord<String, byte[]>> sink) {
        this.consumer = kafka.consumer(ClientPurpose.NONE, new StringDeserializer());
        this.sink = sink;
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            for (PartitionInfo p : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, p.partition()));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = new Thread(this::loop, "tap-" + Topics.OBJECT_EVENT);
        thread.start();
    }

    private void loop() {
        try (consumer) {
            while (!closing) {
                consumer.poll(POLL).forEach(sink);
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("tap ended", e);
        } catch (RuntimeException e) {
            LOG.error("the tap failed", e);
            failure = e;
        } catch (Error e) {
            LOG.error("the tap failed", e);
            failure = new IllegalStateException("the tap failed: " + e, e);
        }
    }

    /** Throws what ended the tap, if anything did. */
    public void check() {
        RuntimeException e = failure;
        if (e != null) {
            throw e;
        }
    }

    /** Ends the reading; the record in hand is the last. Closing it again does nothing. */
    @Override
    public void close() throws InterruptedException {
        if (!closing) {
            closing = true;
            consumer.wakeup();
        }
        thread.join(JOIN_MILLIS);
    }
}
