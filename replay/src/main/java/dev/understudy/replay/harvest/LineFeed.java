package dev.understudy.replay.harvest;

import com.google.protobuf.UnsafeByteOperations;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.line.CameraImage;
import dev.understudy.perception.line.FrameLine;
import dev.understudy.perception.objects.FrameHeader;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.wire.FrameMessages;

/**
 * Feeds the records of a drive log to a {@link FrameLine} as sensor topics of one partition would bring them: with the
 * same headers, offsets and messages, but neither encoded nor copied where that changes no bit.
 */
final class LineFeed {

    private final FrameLine line;
    private long lidars;
    private long images;

    LineFeed(FrameLine line) {
        this.line = line;
    }

    /** A record of a sensor; others are passed over. */
    void accept(LogRecord record) {
        if (record instanceof LogRecord.LidarFrame lidar) {
            line.onLidar(header(lidar), PointCloud.ofFinite(lidar.xyzi()));
        } else if (record instanceof LogRecord.CameraFrame camera) {
            SourceRecord source = source(Topics.CAMERA_FRAME, images++);
            line.onCamera(camera.robot(), new CameraImage(camera.frameId(), camera.stampNanos(),
                    UnsafeByteOperations.unsafeWrap(camera.data())), camera.sequence(), source);
        } else if (record instanceof LogRecord.Calibration calibration) {
            line.onCalibration(calibration.robot(), Calibrations.toProto(calibration.robot(), calibration.mounts()));
        } else if (record instanceof LogRecord.Pose pose) {
            line.onPose(pose.robot(), FrameMessages.pose(pose));
        }
    }

    private FrameHeader header(LogRecord.LidarFrame frame) {
        return new FrameHeader(frame.robot(), frame.frameId(), frame.stampNanos(), frame.sequence(),
                source(Topics.LIDAR_FRAME, lidars++), FrameMessages.traceParent(frame, frame.frameId()));
    }

    private static SourceRecord source(String topic, long offset) {
        return SourceRecord.newBuilder().setTopic(topic).setOffset(offset).build();
    }
}
