package dev.understudy.trainer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Requests from the lifecycle topic, over a consumer of its own: the audit log never delays a sample. */
final class LifecycleRequests implements OperatorRequests {

    private static final TopicPartition LIFECYCLE = new TopicPartition(Topics.LIFECYCLE, 0);

    private static final Set<LifecycleKind> KINDS =
            Set.of(LifecycleKind.ROLLBACK_REQUESTED, LifecycleKind.RESUME_REQUESTED, LifecycleKind.ERASURE_REQUESTED);

    private final TrainerSettings settings;
    private final ManifestTrust trust;
    private final Consumer<byte[], byte[]> consumer;
    private final Deque<OperatorRequest> waiting = new ArrayDeque<>();

    LifecycleRequests(TrainerSettings settings, ManifestTrust trust) {
        this.settings = settings;
        this.trust = trust;
        this.consumer = TrainerClients.consumer(settings);
    }

    @Override
    public void begin(long offset) {
        consumer.assign(List.of(LIFECYCLE));
        consumer.seek(LIFECYCLE, offset);
    }

    @Override
    public Optional<OperatorRequest> next() {
        boolean more = true;
        while (more && waiting.isEmpty()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ZERO);
            records.forEach(this::take);
            more = !records.isEmpty();
        }
        return Optional.ofNullable(waiting.poll());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            LifecycleEvent event = LifecycleEvent.parseFrom(record.value() == null ? new byte[0] : record.value());
            if (KINDS.contains(event.getKind())
                    && event.getModel().getModel().equals(settings.model())) {
                waiting.add(new OperatorRequest(event, record.offset()));
            }
        } catch (InvalidProtocolBufferException noEvent) {
            // Anybody may write to the audit log; what is no request asks for nothing.
            return;
        }
    }

    @Override
    public Optional<VerifiedCheckpoint> published(long version) {
        try (Consumer<byte[], byte[]> reader = TrainerClients.consumer(settings)) {
            return Recovery.version(reader, settings.model(), version, trust);
        }
    }

    @Override
    public Map<Integer, byte[]> memory() {
        try (Consumer<byte[], byte[]> reader = TrainerClients.consumer(settings)) {
            return Recovery.memory(reader, settings.model());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
