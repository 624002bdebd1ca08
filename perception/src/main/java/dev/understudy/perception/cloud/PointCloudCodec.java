package dev.understudy.perception.cloud;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.foxglove.PointCloud.Builder;
import dev.understudy.proto.v1.PackedPointCloud;
import java.io.IOException;

/**
 * Reads and writes the two wire forms of a LiDAR frame: {@code foxglove.PointCloud} (any field order, stride and
 * numeric types) and {@code understudy.v1.PackedPointCloud} (16 bits, scale per block).
 *
 * <p>Decoding fills a reusable {@link dev.understudy.perception.cloud.PointCloud} straight from the record's bytes.
 * Points with a coordinate that is NaN, infinite or beyond float range are kept out and counted. The header of the
 * last decoded frame stays readable until the next one. Whatever is wrong with a frame is a {@link BadFrameException}
 * with one of the reasons {@code malformed-message}, {@code bad-stamp}, {@code bad-pose}, {@code missing-coordinates},
 * {@code bad-layout}, {@code truncated-points}, {@code too-many-points}, {@code bad-scale}; the cloud's content is
 * undefined after it. Not thread-safe.
 */
public final class PointCloudCodec {

    /** Most points a frame may claim: an order of magnitude above the densest spinning LiDAR (about 260 k). */
    public static final int MAX_POINTS = 1 << 22;

    private long stampNanos;
    private String frameId = "";

    /**
     * @param value  the record's value
     * @param packed true for {@code PackedPointCloud}, false for {@code foxglove.PointCloud}
     * @param into   receives the points in the message's order, in the frame of reference {@link #frameId()}
     * @throws BadFrameException if the frame cannot be used
     */
    public void decode(byte[] value, boolean packed, PointCloud into) {
        try {
            if (packed) {
                decodePacked(PackedPointCloud.parseFrom(aliasing(value)), into);
            } else {
                decodeFloat(dev.understudy.proto.foxglove.PointCloud.parseFrom(aliasing(value)), into);
            }
        } catch (IOException e) {
            throw new BadFrameException("malformed-message", value.length + " bytes: " + e.getMessage(), e);
        }
    }

    /** Nanoseconds since the Unix epoch. */
    public long stampNanos() {
        return stampNanos;
    }

    /** Frame of reference of the points. */
    public String frameId() {
        return frameId;
    }

    /** A {@code foxglove.PointCloud} with fields x, y, z, intensity as FLOAT32 at stride 16. */
    public static byte[] encode(PointCloud cloud, long stampNanos, String frameId) {
        Builder message = FloatPoints.encode(cloud);
        return message.setTimestamp(Stamps.of(stampNanos)).setFrameId(frameId).build().toByteArray();
    }

    /**
     * A {@code PackedPointCloud}. Per coordinate the error is at most the block's largest coordinate / 65,534 up to
     * 65 m, and a quarter of that beyond: at most 1 mm wherever no coordinate is above 262 m; 1/510 for intensity.
     * Points that are not finite are left out.
     */
    public static byte[] encodePacked(PointCloud cloud, long stampNanos, String frameId) {
        return PackedPoints.encode(cloud).setStampNs(stampNanos).setFrameId(frameId).build().toByteArray();
    }

    private void decodePacked(PackedPointCloud message, PointCloud into) {
        into.setSkipped(PackedPoints.decode(message, into));
        stampNanos = message.getStampNs();
        frameId = message.getFrameId();
    }

    private void decodeFloat(dev.understudy.proto.foxglove.PointCloud message, PointCloud into) {
        into.setSkipped(FloatPoints.decode(message, into));
        frameId = message.getFrameId();
        try {
            stampNanos = Stamps.toNanos(message.getTimestamp());
        } catch (ArithmeticException e) {
            throw new BadFrameException("bad-stamp", e.getMessage(), e);
        }
    }

    /** Byte fields of the parsed message then point into {@code value} instead of copying megabytes. */
    private static CodedInputStream aliasing(byte[] value) {
        CodedInputStream in = UnsafeByteOperations.unsafeWrap(value).newCodedInput();
        in.enableAliasing(true);
        return in;
    }
}
