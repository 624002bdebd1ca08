package dev.understudy.cli.dlq;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Sends dead letters back where they came from. A letter's headers are a stranger's word, so only topics whose
 * readers write dead letters are sent to: never a model topic, whatever a header says.
 */
final class LetterReplay implements AutoCloseable {

    static final Set<String> TARGETS = Set.of(Topics.LIDAR_FRAME, Topics.CAMERA_FRAME, Topics.CALIBRATION, Topics.POSE,
            Topics.CLUSTER, Topics.SAMPLE);
    static final String FOREIGN_TOPIC = "comes from a topic that is not replayed to";
    static final String CUT =
            "is cut short; the whole record is where it came from, for as long as that topic keeps it";
    static final String NO_PARTITION = "comes from a partition that its topic does not have";

    private static final String DEAD_PREFIX = "dead-letter-";

    private final Producer<byte[], byte[]> producer;
    private final boolean dryRun;
    private final Map<String, Integer> partitions = new HashMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    LetterReplay(KafkaConnection kafka, boolean dryRun) {
        this(kafka.producer(ClientPurpose.NONE), dryRun);
    }

    /** Takes the producer over. */
    LetterReplay(Producer<byte[], byte[]> producer, boolean dryRun) {
        this.producer = producer;
        this.dryRun = dryRun;
    }

    /** Sends one; says why if it cannot be. */
    Optional<String> send(DeadLetter letter) {
        if (letter.topic() == null || !TARGETS.contains(letter.topic())) {
            return Optional.of(FOREIGN_TOPIC);
        }
        int count = partitions.computeIfAbsent(letter.topic(), topic -> producer.partitionsFor(topic).size());
        if (letter.partition() < 0 || letter.partition() >= count) {
            return Optional.of(NO_PARTITION);
        }
        if (letter.record().headers().lastHeader(Topics.HEADER_DEAD_CUT_FROM) != null) {
            return Optional.of(CUT);
        }
        if (!dryRun) {
            producer.send(original(letter), (metadata, error) -> failure.compareAndSet(null, error));
        }
        return Optional.empty();
    }

    /** Waits until all are acknowledged. */
    void finish() {
        producer.flush();
        if (failure.get() != null) {
            throw new UserError(ExitCode.SERVICE, "not every dead letter was sent: " + failure.get().getMessage(),
                    failure.get());
        }
    }

    /** Into the partition it came from: there its reader looks for its robot. */
    private static ProducerRecord<byte[], byte[]> original(DeadLetter letter) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(letter.topic(), letter.partition(),
                letter.record().key(), letter.record().value());
        for (Header header : letter.record().headers()) {
            if (!header.key().startsWith(DEAD_PREFIX)) {
                record.headers().add(header);
            }
        }
        String from = letter.record().topic() + "-" + letter.record().partition() + "@" + letter.record().offset();
        record.headers().add(Topics.HEADER_REPLAYED_FROM, from.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    @Override
    public void close() {
        producer.close();
    }
}
