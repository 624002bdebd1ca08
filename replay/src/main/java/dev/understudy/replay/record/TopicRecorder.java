package dev.understudy.replay.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.CameraCalibration;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.Vector3;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.proto.v1.TruthFrame;
import dev.understudy.replay.mcap.McapWriter;
import dev.understudy.replay.message.Schema;
import dev.understudy.replay.wire.Quaternions;
import dev.understudy.replay.wire.WireRecord;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes records of Understudy's topics into an MCAP file that viewers open: clouds as {@code foxglove.PointCloud},
 * images, calibrations and transforms, objects and labels as boxes ({@code foxglove.SceneUpdate}), everything else as
 * the Protobuf it is, and dead letters as JSON with their bytes. Log times are the messages' own stamps.
 *
 * <p>Topics are {@code /ROBOT/lidar/FRAME}, {@code /ROBOT/camera/FRAME/image} and {@code .../calibration},
 * {@code /ROBOT/tf}, {@code /ROBOT/tf_static}, {@code /ROBOT/objects}, {@code /ROBOT/labels}, ... Records that cannot
 * be decoded are counted by reason. Not thread-safe.
 */
public final class TopicRecorder implements AutoCloseable {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final String DEAD_LETTER_SCHEMA = """
            {"type": "object", "properties": {"reason": {"type": "string"}, "detail": {"type": "string"},
             "topic": {"type": "string"}, "partition": {"type": "string"}, "offset": {"type": "string"},
             "key": {"type": "string"}, "value": {"type": "string", "contentEncoding": "base64"}}}""";

    /** Clouds are written without being parsed again. */
    private static final Schema POINT_CLOUD =
            ProtobufSchemas.of(dev.understudy.proto.foxglove.PointCloud.getDescriptor());

    private final McapWriter writer;
    private final McapTopics topics;
    private final PointCloudCodec codec = new PointCloudCodec();
    private final PointCloud cloud = new PointCloud();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Long> skipped = new TreeMap<>();
    /** Objects of the newest frame of each robot and LiDAR: they share one scene. */
    private final Map<String, List<ClassifiedObject>> frames = new LinkedHashMap<>();

    /** Takes over a file: closing the recorder ends it. */
    public TopicRecorder(McapWriter writer) {
        this.writer = writer;
        topics = new McapTopics(writer);
    }

    /** Records one record of any topic but that of the events, see {@link #event}. */
    public void accept(WireRecord record) {
        if (record.headers().containsKey(Topics.HEADER_END_OF_LOG) || record.value() == null) {
            return;
        }
        try {
            write(record);
        } catch (BadFrameException | InvalidProtocolBufferException | ArithmeticException
                | JsonProcessingException e) {
            skip(record.topic() + ": " + e.getMessage());
        }
    }

    /** Counts a record that cannot be recorded. */
    public void skip(String reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    private void write(WireRecord record) throws InvalidProtocolBufferException, JsonProcessingException {
        String robot = "/" + record.key();
        long time = record.timestampMillis() * NANOS_PER_MILLI;
        byte[] value = record.value();
        switch (record.topic()) {
            case Topics.LIDAR_FRAME -> lidar(record, robot);
            case Topics.CAMERA_FRAME -> {
                CompressedImage image = CompressedImage.parseFrom(value);
                topics.write(robot + "/camera/" + image.getFrameId() + "/image", Stamps.toNanos(image.getTimestamp()),
                        image);
            }
            case Topics.CALIBRATION -> calibration(robot, time, RobotCalibration.parseFrom(value));
            case Topics.POSE -> {
                FrameTransform pose = FrameTransform.parseFrom(value);
                topics.write(robot + "/tf", Stamps.toNanos(pose.getTimestamp()), pose);
            }
            case Topics.TRUTH -> {
                TruthFrame truth = TruthFrame.parseFrom(value);
                topics.write(robot + "/labels", truth.getStampNs(), SceneBoxes.of(truth));
            }
            case Topics.CLUSTER -> {
                ClusterSet set = ClusterSet.parseFrom(value);
                topics.write(robot + "/clusters", set.getStampNs(), set);
            }
            case Topics.SAMPLE -> topics.write(robot + "/samples", time, PseudoLabelledSample.parseFrom(value));
            case Topics.LIFECYCLE -> topics.write("/model/lifecycle", time, LifecycleEvent.parseFrom(value));
            case Topics.DEAD_LETTER -> topics.writeJson("/dead_letters", time, "understudy.DeadLetter",
                    DEAD_LETTER_SCHEMA, deadLetter(record));
            default -> topics.write("/" + record.topic(), time, Schema.NONE, "", value);
        }
    }

    private void lidar(WireRecord record, String robot) {
        boolean packed = Topics.CONTENT_PACKED_POINT_CLOUD.equals(record.headers().get(Topics.HEADER_CONTENT_TYPE));
        codec.decode(record.value(), packed, cloud);
        byte[] message = packed ? PointCloudCodec.encode(cloud, codec.stampNanos(), codec.frameId()) : record.value();
        topics.write(robot + "/lidar/" + codec.frameId(), codec.stampNanos(),
                POINT_CLOUD, "protobuf", message);
    }

    private void calibration(String robot, long time, RobotCalibration calibration) {
        for (CameraMount mount : newest(Calibrations.fromProto(calibration))) {
            CameraMount.Intrinsics in = mount.intrinsics();
            CameraCalibration.Builder out = CameraCalibration.newBuilder().setTimestamp(Stamps.of(time))
                    .setFrameId(mount.cameraFrameId()).setWidth(in.width()).setHeight(in.height())
                    .setDistortionModel(in.distortionModel())
                    .addAllK(List.of(in.fx(), 0., in.cx(), 0., in.fy(), in.cy(), 0., 0., 1.))
                    .addAllR(List.of(1., 0., 0., 0., 1., 0., 0., 0., 1.))
                    .addAllP(List.of(in.fx(), 0., in.cx(), 0., 0., in.fy(), in.cy(), 0., 0., 0., 1., 0.));
            for (double d : in.distortion()) {
                out.addD(d);
            }
            topics.write(robot + "/camera/" + mount.cameraFrameId() + "/calibration", time, out.build());
            RigidTransform t = mount.cameraFromLidar().inverse();
            topics.write(robot + "/tf_static", time, FrameTransform.newBuilder().setTimestamp(Stamps.of(time))
                    .setParentFrameId(mount.lidarFrameId()).setChildFrameId(mount.cameraFrameId())
                    .setTranslation(Vector3.newBuilder().setX(t.at(0, 3)).setY(t.at(1, 3)).setZ(t.at(2, 3)))
                    .setRotation(Quaternions.of(t)).build());
        }
    }

    /** The entry of each camera that holds last: a viewer shows one. */
    private static List<CameraMount> newest(List<CameraMount> mounts) {
        Map<String, CameraMount> out = new LinkedHashMap<>();
        mounts.forEach(m -> out.merge(m.cameraFrameId(), m,
                (a, b) -> b.validFromNanos() >= a.validFromNanos() ? b : a));
        return List.copyOf(out.values());
    }

    private byte[] deadLetter(WireRecord record) throws JsonProcessingException {
        Map<String, String> h = record.headers();
        Map<String, String> out = new LinkedHashMap<>();
        out.put("reason", h.getOrDefault(Topics.HEADER_DEAD_REASON, ""));
        out.put("detail", h.getOrDefault(Topics.HEADER_DEAD_DETAIL, ""));
        out.put("topic", h.getOrDefault(Topics.HEADER_DEAD_TOPIC, ""));
        out.put("partition", h.getOrDefault(Topics.HEADER_DEAD_PARTITION, ""));
        out.put("offset", h.getOrDefault(Topics.HEADER_DEAD_OFFSET, ""));
        out.put("key", String.valueOf(record.key()));
        out.put("value", Base64.getEncoder().encodeToString(record.value()));
        return json.writeValueAsBytes(out);
    }

    /** Records an object; the objects of one frame become one scene when the first of the next frame comes. */
    public void event(ClassifiedObject event) {
        String sensor = event.getRobot() + '\n' + event.getLidarFrameId();
        List<ClassifiedObject> frame = frames.computeIfAbsent(sensor, key -> new ArrayList<>());
        if (!frame.isEmpty() && frame.get(0).getStampNs() != event.getStampNs()) {
            scene(frame);
            frame.clear();
        }
        frame.add(event);
    }

    private void scene(List<ClassifiedObject> frame) {
        topics.write("/" + frame.get(0).getRobot() + "/objects", frame.get(0).getStampNs(), SceneBoxes.of(frame));
    }

    /** Messages written so far by MCAP topic. */
    public Map<String, Long> counts() {
        return topics.counts();
    }

    /** Records that could not be recorded, by reason, in the order of the reasons. */
    public Map<String, Long> skipped() {
        return new TreeMap<>(skipped);
    }

    @Override
    public void close() {
        frames.values().stream().filter(f -> !f.isEmpty()).forEach(this::scene);
        frames.clear();
        writer.close();
    }
}
