package dev.understudy.replay.wire;

import com.google.protobuf.UnsafeByteOperations;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.Quaternion;
import dev.understudy.proto.foxglove.Vector3;
import dev.understudy.replay.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Turns records of a drive log into records of the sensor topics, keyed by robot. */
public final class FrameMessages {

    private static final byte[] EMPTY = {};
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final boolean packed;

    /**
     * Chooses the encoding of clouds.
     *
     * @param packed true for the 16-bit form (within 1 mm up to 262 m, half the bytes), false
     *     for float32 {@code foxglove.PointCloud}, which viewers read
     */
    public FrameMessages(boolean packed) {
        this.packed = packed;
    }

    /** The record's message. */
    public WireRecord of(LogRecord record) {
        if (record instanceof LogRecord.LidarFrame lidar) {
            return lidar(lidar);
        } else if (record instanceof LogRecord.CameraFrame camera) {
            return camera(camera);
        } else if (record instanceof LogRecord.Calibration calibration) {
            return record(Topics.CALIBRATION, record,
                    Calibrations.toProto(calibration.robot(), calibration.mounts()).toByteArray(), Map.of());
        } else if (record instanceof LogRecord.Pose pose) {
            return record(Topics.POSE, record, pose(pose).toByteArray(), Map.of());
        } else if (record instanceof LogRecord.Truth truth) {
            return record(Topics.TRUTH, record, TruthMessages.toProto(truth).toByteArray(), Map.of());
        }
        throw new IllegalArgumentException("no message for " + record.getClass());
    }

    /** Says on the LiDAR and the camera topic that no more frames of the robot will come. */
    public List<WireRecord> endOfLog(String robot, long lastStampNanos) {
        Map<String, String> headers = Map.of(Topics.HEADER_END_OF_LOG, "true");
        long millis = lastStampNanos / NANOS_PER_MILLI;
        return List.of(new WireRecord(Topics.LIDAR_FRAME, robot, EMPTY, headers, millis),
                new WireRecord(Topics.CAMERA_FRAME, robot, EMPTY, headers, millis));
    }

    private WireRecord lidar(LogRecord.LidarFrame frame) {
        PointCloud cloud = PointCloud.of(frame.xyzi());
        byte[] value = packed
                ? PointCloudCodec.encodePacked(cloud, frame.stampNanos(), frame.frameId())
                : PointCloudCodec.encode(cloud, frame.stampNanos(), frame.frameId());
        return record(Topics.LIDAR_FRAME, frame, value, Map.of(
                Topics.HEADER_CONTENT_TYPE,
                packed ? Topics.CONTENT_PACKED_POINT_CLOUD : Topics.CONTENT_POINT_CLOUD,
                Topics.HEADER_SEQUENCE, Long.toString(frame.sequence()),
                Topics.HEADER_TRACEPARENT, traceParent(frame, frame.frameId())));
    }

    private static WireRecord camera(LogRecord.CameraFrame frame) {
        byte[] value = CompressedImage.newBuilder().setTimestamp(Stamps.of(frame.stampNanos()))
                .setFrameId(frame.frameId()).setFormat(frame.format())
                .setData(UnsafeByteOperations.unsafeWrap(frame.data())).build().toByteArray();
        return record(Topics.CAMERA_FRAME, frame, value, Map.of(
                Topics.HEADER_SEQUENCE, Long.toString(frame.sequence()),
                Topics.HEADER_TRACEPARENT, traceParent(frame, frame.frameId())));
    }

    /** A pose as its topic has it. */
    public static FrameTransform pose(LogRecord.Pose pose) {
        RigidTransform t = pose.fixedFromFrame();
        return FrameTransform.newBuilder().setTimestamp(Stamps.of(pose.stampNanos()))
                .setParentFrameId(pose.fixedFrameId()).setChildFrameId(pose.frameId())
                .setTranslation(Vector3.newBuilder().setX(t.at(0, 3)).setY(t.at(1, 3)).setZ(t.at(2, 3)))
                .setRotation(rotation(pose)).build();
    }

    private static Quaternion rotation(LogRecord.Pose pose) {
        double[] q = pose.quaternion();
        return q == null ? Quaternions.of(pose.fixedFromFrame())
                : Quaternion.newBuilder().setX(q[0]).setY(q[1]).setZ(q[2]).setW(q[3]).build();
    }

    /** A W3C trace context derived from the frame's identity, so that a replay names the same trace again. */
    public static String traceParent(LogRecord frame, String sensor) {
        String identity = frame.robot() + '\n' + sensor + '\n' + frame.stampNanos();
        UUID trace = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "00-%016x%016x-%016x-01", trace.getMostSignificantBits(),
                trace.getLeastSignificantBits(), trace.getMostSignificantBits() ^ trace.getLeastSignificantBits());
    }

    private static WireRecord record(String topic, LogRecord from, byte[] value, Map<String, String> headers) {
        return new WireRecord(topic, from.robot(), value, headers, from.stampNanos() / NANOS_PER_MILLI);
    }
}
