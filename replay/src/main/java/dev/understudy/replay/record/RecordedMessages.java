package dev.understudy.replay.record;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.Quaternion;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.proto.v1.TruthFrame;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.log.MessageException;
import dev.understudy.replay.sensor.SensorDecoder;
import dev.understudy.replay.sensor.SensorMessage.Link;
import dev.understudy.replay.sensor.SensorMessage.Transforms;
import dev.understudy.replay.wire.TruthMessages;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Turns messages of a recording of Understudy's topics back into the records of the drive. Not thread-safe. */
final class RecordedMessages {

    // Reused from frame to frame: a cloud is megabytes.
    private final PointCloudCodec codec = new PointCloudCodec();
    private final PointCloud cloud = new PointCloud();

    /**
     * Decodes a message of a topic that makes up a drive.
     *
     * @throws MessageException when it is damaged; one line
     */
    LogRecord decode(RawMessage message, ChannelOrigin origin) {
        try {
            return record(message, origin);
        } catch (InvalidProtocolBufferException | BadFrameException | ArithmeticException e) {
            throw new MessageException(e.getMessage(), e);
        }
    }

    private LogRecord record(RawMessage message, ChannelOrigin origin) throws InvalidProtocolBufferException {
        String robot = origin.robot();
        return switch (origin.topic()) {
            case Topics.LIDAR_FRAME -> lidar(message, origin);
            case Topics.CAMERA_FRAME -> camera(message, origin);
            case Topics.CALIBRATION -> new LogRecord.Calibration(robot, message.logNanos(),
                    Calibrations.fromProto(RobotCalibration.parseFrom(message.data())));
            case Topics.POSE -> pose(message, origin);
            case Topics.TRUTH -> {
                Truth truth = TruthMessages.fromProto(TruthFrame.parseFrom(message.data()));
                yield new Truth(robot, truth.lidarFrameId(), truth.stampNanos(), truth.domain(), truth.objects());
            }
            default -> throw new IllegalArgumentException("no part of a drive: " + origin.topic());
        };
    }

    private LogRecord lidar(RawMessage message, ChannelOrigin origin) {
        codec.decode(bytes(message.data()), false, cloud);
        return new LogRecord.LidarFrame(origin.robot(), origin.original(codec.frameId()), message.sequence(),
                codec.stampNanos(), Arrays.copyOf(cloud.values(), cloud.size() * PointCloud.STRIDE));
    }

    private static LogRecord camera(RawMessage message, ChannelOrigin origin)
            throws InvalidProtocolBufferException {
        CompressedImage image = CompressedImage.parseFrom(message.data());
        return new LogRecord.CameraFrame(origin.robot(), origin.original(image.getFrameId()), message.sequence(),
                Stamps.toNanos(image.getTimestamp()), image.getFormat(), image.getData().toByteArray());
    }

    private static LogRecord pose(RawMessage message, ChannelOrigin origin) throws InvalidProtocolBufferException {
        Quaternion q = FrameTransform.parseFrom(message.data().duplicate()).getRotation();
        Link link = ((Transforms) SensorDecoder.decode(message)).links().get(0);
        return new LogRecord.Pose(origin.robot(), origin.original(link.parent()), origin.original(link.child()),
                link.stampNanos(), link.parentFromChild(), new double[] {q.getX(), q.getY(), q.getZ(), q.getW()});
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] out = new byte[data.remaining()];
        data.duplicate().get(out);
        return out;
    }
}
