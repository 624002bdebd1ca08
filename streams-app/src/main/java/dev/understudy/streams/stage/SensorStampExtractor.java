package dev.understudy.streams.stage;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import dev.understudy.perception.line.StampLimits;
import dev.understudy.proto.Stamps;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Event time is the sensor's stamp: field 1 of every sensor message, a {@code Timestamp} or (packed clouds)
 * nanoseconds. Only that field is read.
 *
 * <p>A record whose stamp cannot be read or believed takes the partition's time. A negative time would make Kafka
 * Streams drop it in silence; the stage behind refuses it instead, with a dead letter.
 */
public final class SensorStampExtractor implements TimestampExtractor {

    private static final int STAMP_FIELD = 1;

    private final StampLimits limits;

    public SensorStampExtractor(StampLimits limits) {
        this.limits = limits;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTimeMillis) {
        long stamp = record.value() instanceof byte[] value ? stampNanos(value) : 0;
        if (limits.isZero(stamp) || limits.isFuture(stamp, System.currentTimeMillis())) {
            return Math.max(0, partitionTimeMillis);
        }
        return TimeUnit.NANOSECONDS.toMillis(stamp);
    }

    /** The stamp, or 0 when there is none. */
    static long stampNanos(byte[] value) {
        CodedInputStream in = CodedInputStream.newInstance(value);
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == STAMP_FIELD) {
                    return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT
                            ? in.readInt64()
                            : Stamps.toNanos(Timestamp.parseFrom(in.readByteArray()));
                }
                in.skipField(tag);
            }
        } catch (IOException | ArithmeticException e) {
            return 0;
        }
        return 0;
    }
}
