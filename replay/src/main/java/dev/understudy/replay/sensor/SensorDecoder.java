package dev.understudy.replay.sensor;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.replay.log.MessageException;
import dev.understudy.replay.ros.RosInput;
import java.io.IOException;

/** Decodes recorded messages by their channel's type and encoding. */
public final class SensorDecoder {

    private static final String PROTOBUF = "protobuf";

    private SensorDecoder() {
    }

    /**
     * Decodes a message.
     *
     * @return {@code null} for kinds that perception has no use for
     * @throws MessageException when the message is damaged or of a layout that is not read
     */
    public static SensorMessage decode(RawMessage message) {
        Channel channel = message.channel();
        SensorKind kind = SensorKind.of(channel);
        if (kind == SensorKind.OTHER || kind == SensorKind.LIDAR_PACKETS) {
            return null;
        }
        if (!channel.encoding().equals(PROTOBUF)) {
            return ros(kind, RosInput.of(channel.encoding(), message.data()));
        }
        try {
            return foxglove(kind, message);
        } catch (IOException e) {
            throw new MessageException("no " + channel.schema().name() + " message: " + e.getMessage(), e);
        }
    }

    /** Says whether images of a raw topic are pictures in colour, from one of its messages. */
    public static boolean isColourPicture(RawMessage message) {
        if (message.channel().encoding().equals(PROTOBUF)) {
            try {
                return RawImage.isColour(dev.understudy.proto.foxglove.RawImage
                        .parseFrom(FoxgloveDecoder.input(message.data())).getEncoding());
            } catch (IOException e) {
                throw new MessageException("no image: " + e.getMessage(), e);
            }
        }
        return RawImage.isColour(RosDecoder.imageEncoding(RosInput.of(message.channel().encoding(), message.data())));
    }

    private static SensorMessage ros(SensorKind kind, RosInput in) {
        return switch (kind) {
            case CLOUD -> RosDecoder.pointCloud2(in);
            case COMPRESSED_IMAGE -> RosDecoder.compressedImage(in);
            case RAW_IMAGE -> RosDecoder.image(in);
            case CAMERA_INFO -> RosDecoder.cameraInfo(in);
            default -> RosDecoder.transforms(in);
        };
    }

    private static SensorMessage foxglove(SensorKind kind, RawMessage message) throws IOException {
        return switch (kind) {
            case CLOUD -> FoxgloveDecoder.pointCloud(message.data());
            case COMPRESSED_IMAGE -> FoxgloveDecoder.compressedImage(message.data());
            case RAW_IMAGE -> FoxgloveDecoder.rawImage(message.data());
            case CAMERA_INFO -> FoxgloveDecoder.cameraCalibration(message.data());
            default -> message.channel().schema().name().equals("foxglove.FrameTransform")
                    ? FoxgloveDecoder.frameTransform(message.data()) : FoxgloveDecoder.frameTransforms(message.data());
        };
    }
}
