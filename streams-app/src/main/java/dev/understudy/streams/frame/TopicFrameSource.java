package dev.understudy.streams.frame;

import dev.understudy.messaging.ClientPurpose;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.SourceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a camera record from its own topic again by partition and offset, with a consumer of its own that
 * belongs to no group. The consumer is made at the first need: in normal running the cache answers.
 */
public final class TopicFrameSource implements FrameSource {

    /** What its consumers are for. */
    public static final ClientPurpose CONSUMER = ClientPurpose.NONE
            // A record that is gone must show as gone, and not as the oldest that is left.
            .fixed("auto.offset.reset", "none").fixed("max.poll.records", 1)
            // The broker always sends the first batch whole, whatever its size: more is not wanted.
            .fixed("fetch.max.bytes", 1)
            // One for each task: with the user's name they would share it.
            .fixed("client.id", "");

    private static final Logger LOG = LoggerFactory.getLogger(TopicFrameSource.class);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Duration timeout;
    private Consumer<byte[], byte[]> consumer;

    /**
     * Makes a source.
     *
     * @param consumers makes a consumer for {@link #CONSUMER}
     * @param timeout the longest wait of one fetch
     */
    public TopicFrameSource(Supplier<Consumer<byte[], byte[]>> consumers, Duration timeout) {
        this.consumers = consumers;
        this.timeout = timeout;
    }

    @Override
    public Optional<byte[]> fetch(CameraReference reference) {
        try {
            return read(reference.getSource())
                    .filter(value -> Digests.crc32c(value) == reference.getCrc32C());
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        } catch (KafkaException e) {
            LOG.warn("cannot fetch {}-{}@{}: {}", reference.getSource().getTopic(),
                    reference.getSource().getPartition(), reference.getSource().getOffset(), e.toString());
            close();
            return Optional.empty();
        }
    }

    private Optional<byte[]> read(SourceRecord source) {
        if (consumer == null) {
            consumer = consumers.get();
        }
        TopicPartition partition = new TopicPartition(source.getTopic(), source.getPartition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, source.getOffset());
        long deadline = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofNanos(left))) {
                // A later offset first means that retention or deletion took the record away.
                return record.offset() == source.getOffset() ? Optional.ofNullable(record.value()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
