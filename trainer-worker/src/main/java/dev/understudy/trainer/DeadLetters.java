package dev.understudy.trainer;

import dev.understudy.proto.LetterLimits;
import dev.understudy.proto.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Samples that could not be used, waiting for the next transaction; never more than {@value #LIMIT}. */
final class DeadLetters {

    static final int LIMIT = 64;
    static final String UNDECODABLE = "undecodable-sample";
    static final String UNUSABLE = "unusable-sample";

    private final List<ProducerRecord<byte[], byte[]>> pending = new ArrayList<>();

    /** Keeps the record, as much of it as {@link LetterLimits} allows, with the reason and its origin in headers. */
    void add(ConsumerRecord<byte[], byte[]> bad, String reason, String detail) {
        byte[] value = LetterLimits.value(bad.value(), LetterLimits.MAX_VALUE);
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.DEAD_LETTER, null, bad.key(), value, bad.headers());
        header(letter, Topics.HEADER_DEAD_REASON, reason);
        header(letter, Topics.HEADER_DEAD_DETAIL, LetterLimits.detail(detail));
        header(letter, Topics.HEADER_DEAD_TOPIC, bad.topic());
        header(letter, Topics.HEADER_DEAD_PARTITION, Integer.toString(bad.partition()));
        header(letter, Topics.HEADER_DEAD_OFFSET, Long.toString(bad.offset()));
        if (value != bad.value()) {
            header(letter, Topics.HEADER_DEAD_CUT_FROM, Integer.toString(bad.value().length));
        }
        pending.add(letter);
    }

    List<ProducerRecord<byte[], byte[]>> pending() {
        return List.copyOf(pending);
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    boolean full() {
        return pending.size() >= LIMIT;
    }

    /** They are committed. */
    void clear() {
        pending.clear();
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
