package dev.understudy.replay.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.proto.v1.TruthFrame;
import dev.understudy.replay.mcap.McapWriter;
import dev.understudy.replay.message.Schema;
import dev.understudy.replay.wire.WireRecord;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Writes records of Understudy's topics into an MCAP file that viewers open: clouds as {@code foxglove.PointCloud},
 * images, calibrations and transforms, objects and labels as boxes ({@code foxglove.SceneUpdate}), everything else as
 * the Protobuf it is, and dead letters as JSON with their bytes.
 *
 * <p>Log times are sensor time throughout: a message's own stamp; a calibration's valid-from time; for what has neither,
 * the newest stamp that the broker had when it got the record (see {@link EventTimes}). Only a recording without any
 * stamp has the broker's times.
 *
 * <p>Topics are {@code /ROBOT/lidar/FRAME}, {@code /ROBOT/camera/FRAME/image} and {@code .../calibration},
 * {@code /ROBOT/tf}, {@code /ROBOT/tf_static}, {@code /ROBOT/objects}, {@code /ROBOT/labels}, ... Calibrations and
 * labels are there a second time as the records they are, {@code /ROBOT/calibration} and {@code /ROBOT/truth}: with
 * these and each channel's metadata {@link TopicLog} reads the drive back as it was. Records that cannot be decoded are
 * counted by reason. Not thread-safe.
 */
public final class TopicRecorder implements AutoCloseable {

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
    private final EventTimes times = new EventTimes();
    /** Calibrations written so far, by robot: each record repeats the robot's history. */
    private final Map<String, Set<dev.understudy.proto.v1.CameraMount>> calibrated = new HashMap<>();
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
        byte[] value = record.value();
        switch (record.topic()) {
            case Topics.LIDAR_FRAME -> lidar(record);
            case Topics.CAMERA_FRAME -> {
                CompressedImage image = CompressedImage.parseFrom(value);
                write(record, "/camera/" + image.getFrameId() + "/image", image.getFrameId(),
                        Stamps.toNanos(image.getTimestamp()), image);
            }
            case Topics.CALIBRATION -> calibration(record, RobotCalibration.parseFrom(value));
            case Topics.POSE -> {
                FrameTransform pose = FrameTransform.parseFrom(value);
                write(record, "/tf", "", Stamps.toNanos(pose.getTimestamp()), pose);
            }
            case Topics.TRUTH -> {
                TruthFrame truth = TruthFrame.parseFrom(value);
                write(record, "/labels", "", truth.getStampNs(), SceneBoxes.of(truth));
                write(record, "/truth", "", truth.getStampNs(), truth);
            }
            case Topics.CLUSTER -> {
                ClusterSet set = ClusterSet.parseFrom(value);
                write(record, "/clusters", "", set.getStampNs(), set);
            }
            case Topics.SAMPLE -> {
                PseudoLabelledSample sample = PseudoLabelledSample.parseFrom(value);
                write(record, "/samples", "", sample.getStampNs(), sample);
            }
            case Topics.LIFECYCLE -> {
                LifecycleEvent event = LifecycleEvent.parseFrom(value);
                place(record, time -> topics.write("/model/lifecycle", time, event));
            }
            case Topics.DEAD_LETTER -> {
                byte[] letter = deadLetter(record);
                place(record, time -> topics.writeJson("/dead_letters", time, "understudy.DeadLetter",
                        DEAD_LETTER_SCHEMA, letter));
            }
            default -> place(record, time -> topics.write("/" + record.topic(), Map.of(), McapTopics.NO_SEQUENCE, time,
                    Schema.NONE, "", value));
        }
    }

    /**
     * Writes a message that has a sensor's stamp.
     *
     * @param topic behind the robot's name
     * @param sensor frame id of the sensor whose record it is; empty for another record
     */
    private void write(WireRecord record, String topic, String sensor, long stampNanos, Message message) {
        times.stamped(record.key(), stampNanos, record.timestampMillis());
        topics.write("/" + record.key() + topic, new ChannelOrigin(record.topic(), record.key(), sensor),
                sequence(record), stampNanos, message);
    }

    /** Writes a message that has none. */
    private void place(WireRecord record, LongConsumer write) {
        times.place(record.key(), record.timestampMillis(), record.value().length, write);
    }

    private void lidar(WireRecord record) {
        boolean packed = Topics.CONTENT_PACKED_POINT_CLOUD.equals(record.headers().get(Topics.HEADER_CONTENT_TYPE));
        codec.decode(record.value(), packed, cloud);
        byte[] message = packed ? PointCloudCodec.encode(cloud, codec.stampNanos(), codec.frameId()) : record.value();
        times.stamped(record.key(), codec.stampNanos(), record.timestampMillis());
        ChannelOrigin origin = new ChannelOrigin(record.topic(), record.key(), codec.frameId());
        topics.write("/" + record.key() + "/lidar/" + codec.frameId(), origin.metadata(), sequence(record),
                codec.stampNanos(), POINT_CLOUD, "protobuf", message);
    }

    private static long sequence(WireRecord record) {
        String stated = record.headers().getOrDefault(Topics.HEADER_SEQUENCE, "");
        return stated.matches("\\d{1,18}") ? Long.parseLong(stated) : McapTopics.NO_SEQUENCE;
    }

    /** Writes the record, and for viewers each camera's calibrations at the moments they hold from. */
    private void calibration(WireRecord record, RobotCalibration calibration) {
        List<CameraMount> mounts = Calibrations.fromProto(calibration);
        ChannelOrigin origin = new ChannelOrigin(record.topic(), record.key(), "");
        String robot = "/" + record.key();
        placeFrom(mounts.stream().mapToLong(CameraMount::validFromNanos).max().orElse(0), record,
                time -> topics.write(robot + "/calibration", origin, McapTopics.NO_SEQUENCE, time, calibration));
        for (int i = 0; i < mounts.size(); i++) {
            CameraMount mount = mounts.get(i);
            if (calibrated.computeIfAbsent(record.key(), key -> new HashSet<>()).add(calibration.getCameras(i))) {
                placeFrom(mount.validFromNanos(), record, time -> calibration(robot, origin, mount, time));
            }
        }
    }

    private void calibration(String robot, ChannelOrigin origin, CameraMount mount, long time) {
        topics.write(robot + "/camera/" + mount.cameraFrameId() + "/calibration", origin, McapTopics.NO_SEQUENCE, time,
                CalibrationMessages.lens(mount, time));
        topics.write(robot + "/tf_static", origin, McapTopics.NO_SEQUENCE, time,
                CalibrationMessages.place(mount, time));
    }

    private void placeFrom(long fromNanos, WireRecord record, LongConsumer write) {
        times.placeFrom(fromNanos, record.key(), record.timestampMillis(), record.value().length, write);
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

    /**
     * Records an object; the objects of one frame become one scene when the first of the next frame comes.
     *
     * @param brokerMillis when the broker got it, Unix milliseconds
     */
    public void event(ClassifiedObject event, long brokerMillis) {
        times.stamped(event.getRobot(), event.getStampNs(), brokerMillis);
        String sensor = event.getRobot() + '\n' + event.getLidarFrameId();
        List<ClassifiedObject> frame = frames.computeIfAbsent(sensor, key -> new ArrayList<>());
        if (!frame.isEmpty() && frame.get(0).getStampNs() != event.getStampNs()) {
            scene(frame);
            frame.clear();
        }
        frame.add(event);
    }

    private void scene(List<ClassifiedObject> frame) {
        ClassifiedObject first = frame.get(0);
        topics.write("/" + first.getRobot() + "/objects",
                new ChannelOrigin(Topics.OBJECT_EVENT, first.getRobot(), ""), McapTopics.NO_SEQUENCE,
                first.getStampNs(), SceneBoxes.of(frame));
    }

    /** Messages written so far by MCAP topic; what waits for its time or its scene is not among them before the end. */
    public Map<String, Long> counts() {
        return topics.counts();
    }

    /** Records that could not be recorded, by reason, in the order of the reasons. */
    public Map<String, Long> skipped() {
        return new TreeMap<>(skipped);
    }

    /** Writes what waits and ends the file; a second time it does nothing. */
    @Override
    public void close() {
        frames.values().stream().filter(f -> !f.isEmpty()).forEach(this::scene);
        frames.clear();
        times.end();
        writer.close();
    }
}
