package dev.understudy.streams.claim;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.PointCloud;
import dev.understudy.proto.v1.PackedPointCloud;
import java.util.Optional;

/**
 * What a frame's message says of itself.
 *
 * @param stampNanos nanoseconds since the Unix epoch
 * @param frameId of the sensor
 */
record FrameHead(long stampNanos, String frameId) {

    /** Reads it without copying points or pixels; empty when the bytes are no message of that type. */
    static Optional<FrameHead> of(String contentType, byte[] message) {
        try {
            return switch (contentType) {
                case Topics.CONTENT_IMAGE -> {
                    CompressedImage image = parse(CompressedImage.parser(), message);
                    yield Optional.of(new FrameHead(Stamps.toNanos(image.getTimestamp()), image.getFrameId()));
                }
                case Topics.CONTENT_PACKED_POINT_CLOUD -> {
                    PackedPointCloud cloud = parse(PackedPointCloud.parser(), message);
                    yield Optional.of(new FrameHead(cloud.getStampNs(), cloud.getFrameId()));
                }
                case Topics.CONTENT_POINT_CLOUD -> {
                    PointCloud cloud = parse(PointCloud.parser(), message);
                    yield Optional.of(new FrameHead(Stamps.toNanos(cloud.getTimestamp()), cloud.getFrameId()));
                }
                default -> Optional.empty();
            };
        } catch (InvalidProtocolBufferException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static <T extends MessageLite> T parse(Parser<T> parser, byte[] message)
            throws InvalidProtocolBufferException {
        CodedInputStream in = UnsafeByteOperations.unsafeWrap(message).newCodedInput();
        in.enableAliasing(true);
        return parser.parseFrom(in);
    }
}
