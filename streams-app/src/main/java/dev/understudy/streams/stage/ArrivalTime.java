package dev.understudy.streams.stage;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Tells a stage when its record reached the broker. Kafka Streams shows a record's own time only here, to the
 * extractor, and passes on the event time that the extractor answers; so the arrival goes along in a header, which the
 * stage takes off again before anyone else sees the record.
 */
public final class ArrivalTime implements TimestampExtractor {

    private static final String HEADER = "understudy-arrived-ms";

    private final TimestampExtractor eventTime;

    public ArrivalTime(TimestampExtractor eventTime) {
        this.eventTime = eventTime;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTimeMillis) {
        // Whatever a robot wrote under this name is not the broker's word.
        record.headers().remove(HEADER);
        record.headers().add(HEADER, ByteBuffer.allocate(Long.BYTES).putLong(record.timestamp()).array());
        return eventTime.extract(record, partitionTimeMillis);
    }

    /** Takes the arrival off, milliseconds since the Unix epoch; not positive when the broker stated none. */
    static long take(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        headers.remove(HEADER);
        return header == null ? 0 : ByteBuffer.wrap(header.value()).getLong();
    }
}
