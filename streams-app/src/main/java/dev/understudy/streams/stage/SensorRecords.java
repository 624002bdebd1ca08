package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.deadletter.DeadReasons;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Reads what a raw sensor record says of itself: robot, sequence, trace, origin. */
final class SensorRecords {

    /** Longest robot id, characters; the id is part of state-store keys. */
    private static final int MAX_ROBOT_ID = 200;

    private SensorRecords() {
    }

    /** The robot a record belongs to. */
    static String robot(byte[] key) {
        if (key == null || key.length == 0) {
            throw new BadFrameException(DeadReasons.NULL_KEY, "a sensor record is keyed by its robot id");
        }
        try {
            String robot = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
            if (robot.length() <= MAX_ROBOT_ID && robot.chars().noneMatch(Character::isISOControl)) {
                return robot;
            }
        } catch (CharacterCodingException e) {
            // Falls through to the complaint that is right for every unusable key.
        }
        throw new BadFrameException(DeadReasons.BAD_KEY, "the key of " + key.length + " bytes is no robot id");
    }

    /** The record's value, which must not be empty. */
    static byte[] value(Record<byte[], byte[]> record) {
        if (record.value() == null || record.value().length == 0) {
            throw new BadFrameException(DeadReasons.EMPTY_VALUE, "the record has no value");
        }
        return record.value();
    }

    static boolean isEndOfLog(Record<byte[], byte[]> record) {
        return record.headers().lastHeader(Topics.HEADER_END_OF_LOG) != null
                && (record.value() == null || record.value().length == 0);
    }

    /** Sequence number at the sensor; 0 when the header is missing or no number. */
    static long sequence(Headers headers) {
        try {
            return Long.parseLong(text(headers, Topics.HEADER_SEQUENCE));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Value of a text header, empty when it is missing. */
    static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Where the record being processed came from. */
    static SourceRecord source(ProcessingContext context) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        return SourceRecord.newBuilder().setTopic(at.topic()).setPartition(at.partition()).setOffset(at.offset())
                .build();
    }
}
