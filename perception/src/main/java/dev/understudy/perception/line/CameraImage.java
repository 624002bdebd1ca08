package dev.understudy.perception.line;

import com.google.protobuf.ByteString;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.foxglove.CompressedImage;

/**
 * An image as its camera sent it, not decoded.
 *
 * @param cameraFrameId frame id of the camera
 * @param stampNanos Unix nanoseconds
 * @param data JPEG or PNG
 */
public record CameraImage(String cameraFrameId, long stampNanos, ByteString data) {

    /** Reason of a {@link BadFrameException}: there is no data. */
    public static final String EMPTY = "empty-image";

    /**
     * Reads a {@link CompressedImage}; the data points into {@code value}.
     *
     * @throws BadFrameException when it is none, or has no data
     */
    public static CameraImage parse(byte[] value) {
        CompressedImage image = SensorMessages.parse(CompressedImage.parser(), value);
        requireData(image.getData());
        return new CameraImage(image.getFrameId(), SensorMessages.nanos(image.getTimestamp()), image.getData());
    }

    static void requireData(ByteString data) {
        if (data.isEmpty()) {
            throw new BadFrameException(EMPTY, "the image message has no data");
        }
    }
}
