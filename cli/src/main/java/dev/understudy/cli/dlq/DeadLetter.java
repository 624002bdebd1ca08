package dev.understudy.cli.dlq;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.understudy.cli.common.Report;
import dev.understudy.proto.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One dead letter.
 *
 * @param id        {@code partition:offset} on the dead-letter topic
 * @param at        when it was written, ISO 8601
 * @param reason    low-cardinality cause, "unknown" without its header
 * @param detail    one line for people
 * @param topic     where the record came from, null when the letter does not say
 * @param partition there, -1 when unknown
 * @param offset    there, -1 when unknown
 * @param key       as text, or hex behind 0x when it is no UTF-8; null when the record had none
 * @param bytes     of its value
 * @param replays   how often it has been sent again before it died once more
 * @param record    as it lies on the topic, null in lists
 */
record DeadLetter(String id, String at, String reason, String detail, String topic, int partition, long offset,
        String key, int bytes, int replays, @JsonIgnore ConsumerRecord<byte[], byte[]> record) {

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        int replays = 0;
        for (Header ignored : record.headers().headers(Topics.HEADER_REPLAYED_FROM)) {
            replays++;
        }
        String reason = header(record, Topics.HEADER_DEAD_REASON);
        String detail = header(record, Topics.HEADER_DEAD_DETAIL);
        return new DeadLetter(record.partition() + ":" + record.offset(),
                Instant.ofEpochMilli(record.timestamp()).toString(), reason == null ? "unknown" : reason,
                detail == null ? "" : detail, header(record, Topics.HEADER_DEAD_TOPIC),
                (int) number(record, Topics.HEADER_DEAD_PARTITION), number(record, Topics.HEADER_DEAD_OFFSET),
                Report.text(record.key()), record.value() == null ? 0 : record.value().length, replays, record);
    }

    /** The same without its bytes, for lists. */
    DeadLetter withoutRecord() {
        return new DeadLetter(id, at, reason, detail, topic, partition, offset, key, bytes, replays, null);
    }

    /** Topic, partition and offset that it came from. */
    String origin() {
        return topic + "-" + partition + "@" + offset;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String name) {
        String text = header(record, name);
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
