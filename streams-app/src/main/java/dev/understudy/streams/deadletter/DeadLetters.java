package dev.understudy.streams.deadletter;

import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.LetterLimits;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.SourceRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Makes dead letters: the record's own bytes and headers, and why and where it could not be used. */
public final class DeadLetters {

    /** Name of the sink that every topology writes dead letters through. */
    public static final String SINK = "dead-letters";
    /** Largest value of a letter while a storm of unusable records lasts, bytes: enough to see what they are. */
    static final int STORM_VALUE = 1 << 10;

    private DeadLetters() {
    }

    /** The dead letter of a record that came from {@code source}. */
    public static Record<byte[], byte[]> of(Record<byte[], byte[]> original, SourceRecord source,
            BadFrameException why) {
        return of(original, source, why, LetterLimits.MAX_VALUE);
    }

    /** The same with at most {@code maxValue} bytes of the record's value. */
    static Record<byte[], byte[]> of(Record<byte[], byte[]> original, SourceRecord source, BadFrameException why,
            int maxValue) {
        Headers headers = new RecordHeaders(original.headers());
        add(headers, Topics.HEADER_DEAD_REASON, why.reason());
        add(headers, Topics.HEADER_DEAD_DETAIL, LetterLimits.detail(why.getMessage()));
        add(headers, Topics.HEADER_DEAD_TOPIC, source.getTopic());
        add(headers, Topics.HEADER_DEAD_PARTITION, Integer.toString(source.getPartition()));
        add(headers, Topics.HEADER_DEAD_OFFSET, Long.toString(source.getOffset()));
        byte[] value = LetterLimits.value(original.value(), maxValue);
        if (value != original.value()) {
            add(headers, Topics.HEADER_DEAD_CUT_FROM, Integer.toString(original.value().length));
        }
        return new Record<>(original.key(), value, Math.max(0, original.timestamp()), headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
