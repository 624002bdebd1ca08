package dev.understudy.streams.model;

import dev.understudy.learning.checkpoint.Refusal;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.SourceRecord;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports adoptions and refusals of this instance to the lifecycle topic. These are reports, not decisions: only
 * the trainer decides, and a report that cannot be delivered is logged and changes nothing here.
 */
public final class LifecycleReport implements AdoptionReport, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LifecycleReport.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final String instance;

    public LifecycleReport(Producer<String, byte[]> producer, String instance) {
        this.producer = producer;
        this.instance = instance;
    }

    /** Connects a producer of its own. */
    public static LifecycleReport connect(KafkaConnection kafka, String instance) {
        ClientPurpose report = ClientPurpose.NONE.tuned(ProducerConfig.CLIENT_ID_CONFIG, "model-report-" + instance)
                // A report must never hold up the next swap for long.
                .tuned(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) TimeUnit.SECONDS.toMillis(5));
        return new LifecycleReport(kafka.producer(report, new StringSerializer()), instance);
    }

    @Override
    public void adopted(VerifiedCheckpoint checkpoint, SourceRecord from) {
        send(LifecycleEvent.newBuilder().setKind(LifecycleKind.ADOPTED).setModel(checkpoint.ref())
                .setEpoch(checkpoint.epoch()), from);
    }

    @Override
    public void refused(Refusal refusal, SourceRecord from) {
        send(LifecycleEvent.newBuilder().setKind(LifecycleKind.REFUSED).setModel(refusal.model())
                .setEpoch(refusal.epoch()).setReason(refusal.reason().label()).setReport(refusal.detail()), from);
    }

    private void send(LifecycleEvent.Builder event, SourceRecord from) {
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        LifecycleEvent complete = event.setInstance(instance).setFrom(from).setAtNs(now).build();
        try {
            producer.send(new ProducerRecord<>(Topics.LIFECYCLE, complete.getModel().getModel(),
                    complete.toByteArray()), (metadata, error) -> logLost(complete, error));
        } catch (RuntimeException e) {
            logLost(complete, e);
        }
    }

    private static void logLost(LifecycleEvent event, Exception error) {
        if (error != null) {
            LOG.warn("{} of version {} was not reported: {}", event.getKind(), event.getModel().getVersion(),
                    error.toString());
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
