package dev.understudy.perception.line;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.Stamps;

/** Parses sensor messages; what is not one is a {@link BadFrameException} of reason {@value #MALFORMED}. */
public final class SensorMessages {

    public static final String MALFORMED = "malformed-message";

    private SensorMessages() {
    }

    /** Parses a message whose byte fields point into {@code value} instead of copying it. */
    public static <T extends MessageLite> T parse(Parser<T> parser, byte[] value) {
        CodedInputStream in = UnsafeByteOperations.unsafeWrap(value).newCodedInput();
        in.enableAliasing(true);
        try {
            return parser.parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw new BadFrameException(MALFORMED, value.length + " bytes: " + e.getMessage());
        }
    }

    /** Nanoseconds since the Unix epoch. */
    static long nanos(Timestamp stamp) {
        try {
            return Stamps.toNanos(stamp);
        } catch (ArithmeticException e) {
            throw new BadFrameException(MALFORMED, "timestamp: " + e.getMessage());
        }
    }
}
