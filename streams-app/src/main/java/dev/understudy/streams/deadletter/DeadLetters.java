package dev.understudy.streams.deadletter;

import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Makes dead letters: the record's own bytes and headers, and why and where it could not be used. */
public final class DeadLetters {

    /** Name of the sink that every topology writes dead letters through. */
    public static final String SINK = "dead-letters";
    /** Details longer than this are cut: a header is a hint, the bytes are in the value. */
    private static final int MAX_DETAIL = 500;

    /** Header of a letter whose value had to be cut: the length that the record's value had, bytes. */
    public static final String HEADER_CUT_FROM = "dead-letter-cut-from";

    /**
     * Largest value of a letter, bytes. A compressed record may be larger than the cap on what is written, and one just
     * below it outgrows it by the letter's own headers; an unwritable letter would stop the stream at that record.
     */
    static final int MAX_VALUE = Topics.MAX_RECORD_BYTES - (64 << 10);

    /** Largest value of a letter while a storm of unusable records lasts, bytes: enough to see what they are. */
    static final int STORM_VALUE = 1 << 10;

    private DeadLetters() {
    }

    /** The dead letter of a record that came from {@code source}. */
    public static Record<byte[], byte[]> of(Record<byte[], byte[]> original, SourceRecord source,
            BadFrameException why) {
        return of(original, source, why, MAX_VALUE);
    }

    /** The same with at most {@code maxValue} bytes of the record's value. */
    static Record<byte[], byte[]> of(Record<byte[], byte[]> original, SourceRecord source, BadFrameException why,
            int maxValue) {
        Headers headers = new RecordHeaders(original.headers());
        add(headers, Topics.HEADER_DEAD_REASON, why.reason());
        add(headers, Topics.HEADER_DEAD_DETAIL, detail(why));
        add(headers, Topics.HEADER_DEAD_TOPIC, source.getTopic());
        add(headers, Topics.HEADER_DEAD_PARTITION, Integer.toString(source.getPartition()));
        add(headers, Topics.HEADER_DEAD_OFFSET, Long.toString(source.getOffset()));
        return new Record<>(original.key(), fitting(original.value(), maxValue, headers),
                Math.max(0, original.timestamp()), headers);
    }

    private static byte[] fitting(byte[] value, int maxValue, Headers headers) {
        if (value == null || value.length <= maxValue) {
            return value;
        }
        add(headers, HEADER_CUT_FROM, Integer.toString(value.length));
        return Arrays.copyOf(value, maxValue);
    }

    private static String detail(BadFrameException why) {
        String text = String.valueOf(why.getMessage());
        return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
