package dev.understudy.replay.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.mcap.McapWriter;
import dev.understudy.mcap.message.Schema;
import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.proto.v1.TruthFrame;
import java.util.Collection;
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
 * <p>Log times are sensor time throughout: a message's own stamp; a calibration's valid-from time; for what has
 * neither, the newest stamp that the broker had when it got the record (see {@link EventTimes}). Only a recording
 * without any stamp has the broker's times. Where there are several robots, their frames of reference are told apart
 * by name (see {@link FrameNames}).
 *
 * <p>Topics are {@code /ROBOT/lidar/FRAME}, {@code /ROBOT/camera/FRAME/image} and {@code .../calibration},
 * {@code /ROBOT/tf}, {@code /ROBOT/tf_static}, {@code /ROBOT/objects}, {@code /ROBOT/labels}, ... Calibrations and
 * labels are there a second time as the records they are, {@code /ROBOT/calibration} and {@code /ROBOT/truth}: with
 * these and each channel's metadata {@link TopicLog} reads the drive back as it was. Records that cannot be decoded are
 * counted by reason. Not thread-safe.
 */
public final class TopicRecorder implements AutoCloseable {

    /** Records that show that their robot is in the recording. */
    private static final Set<String> OF_A_DRIVE = Set.of(Topics.LIDAR_FRAME, Topics.CAMERA_FRAME, Topics.POSE,
            Topics.TRUTH, Topics.CLUSTER, Topics.SAMPLE);
    /** About what a decoded event takes. */
    private static final int EVENT_BYTES = 1000;
    /** Clouds are written without being parsed again. */
    private static final Schema POINT_CLOUD =
            ProtobufSchemas.of(dev.understudy.proto.foxglove.PointCloud.getDescriptor());

    private final McapWriter writer;
    private final McapTopics topics;
    private final PointCloudCodec codec = new PointCloudCodec();
    private final PointCloud cloud = new PointCloud();
    private final DeadLetterMessages letters = new DeadLetterMessages();
    private final Map<String, Long> skipped = new TreeMap<>();
    private final EventTimes times = new EventTimes();
    private final CalibrationTopics calibrations;
    private final ObjectScenes scenes = new ObjectScenes(this::scene);
    private final FrameNames names;

    /** Takes over a file: closing the recorder ends it. Which robots there are shows as they come. */
    public TopicRecorder(McapWriter writer) {
        this(writer, new FrameNames());
    }

    /** Takes over a file of known robots: closing the recorder ends it. */
    public TopicRecorder(McapWriter writer, Collection<String> robots) {
        this(writer, new FrameNames(robots));
    }

    private TopicRecorder(McapWriter writer, FrameNames names) {
        this.writer = writer;
        this.names = names;
        topics = new McapTopics(writer);
        calibrations = new CalibrationTopics(topics, times);
    }

    /** Records one record of any topic but that of the events, see {@link #event}. */
    public void accept(WireRecord record) {
        if (record.headers().containsKey(Topics.HEADER_END_OF_LOG) || record.value() == null) {
            return;
        }
        if (OF_A_DRIVE.contains(record.topic())) {
            names.drives(record.key());
        } else if (record.topic().equals(Topics.CALIBRATION)) {
            names.mentions(record.key());
        }
        names.write(record.value().length, () -> decodeAndWrite(record));
    }

    private void decodeAndWrite(WireRecord record) {
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
                        Stamps.toNanos(image.getTimestamp()),
                        image.toBuilder().setFrameId(names.prefix(record.key()) + image.getFrameId()).build());
            }
            case Topics.CALIBRATION ->
                    calibrations.write(record, origin(record, ""), RobotCalibration.parseFrom(value));
            case Topics.POSE -> {
                FrameTransform pose = FrameTransform.parseFrom(value);
                String prefix = names.prefix(record.key());
                write(record, "/tf", "", Stamps.toNanos(pose.getTimestamp()),
                        pose.toBuilder().setParentFrameId(prefix + pose.getParentFrameId())
                                .setChildFrameId(prefix + pose.getChildFrameId()).build());
            }
            case Topics.TRUTH -> {
                TruthFrame truth = TruthFrame.parseFrom(value);
                write(record, "/labels", "", truth.getStampNs(), SceneBoxes.of(truth, names.prefix(record.key())));
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
                byte[] letter = letters.json(record);
                place(record, time -> topics.writeJson("/dead_letters", time, DeadLetterMessages.SCHEMA_NAME,
                        DeadLetterMessages.SCHEMA, letter));
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
        topics.write("/" + record.key() + topic, origin(record, sensor), sequence(record), stampNanos, message);
    }

    private ChannelOrigin origin(WireRecord record, String sensor) {
        return new ChannelOrigin(record.topic(), record.key(), sensor, names.prefix(record.key()));
    }

    /** Writes a message that has none. */
    private void place(WireRecord record, LongConsumer write) {
        times.place(record.key(), record.timestampMillis(), record.value().length, write);
    }

    private void lidar(WireRecord record) throws InvalidProtocolBufferException {
        boolean packed = Topics.CONTENT_PACKED_POINT_CLOUD.equals(record.headers().get(Topics.HEADER_CONTENT_TYPE));
        codec.decode(record.value(), packed, cloud);
        times.stamped(record.key(), codec.stampNanos(), record.timestampMillis());
        ChannelOrigin origin = origin(record, codec.frameId());
        topics.write("/" + record.key() + "/lidar/" + codec.frameId(), origin.metadata(), sequence(record),
                codec.stampNanos(), POINT_CLOUD, "protobuf", message(record, packed, origin.framePrefix()));
    }

    /** The decoded cloud as viewers read it: the record as it is, where it can stay that. */
    private byte[] message(WireRecord record, boolean packed, String prefix) throws InvalidProtocolBufferException {
        String frameId = prefix + codec.frameId();
        if (packed) {
            return PointCloudCodec.encode(cloud, codec.stampNanos(), frameId);
        }
        return prefix.isEmpty() ? record.value() : dev.understudy.proto.foxglove.PointCloud.parseFrom(record.value())
                .toBuilder().setFrameId(frameId).build().toByteArray();
    }

    private static long sequence(WireRecord record) {
        String stated = record.headers().getOrDefault(Topics.HEADER_SEQUENCE, "");
        return stated.matches("\\d{1,18}") ? Long.parseLong(stated) : McapTopics.NO_SEQUENCE;
    }

    /**
     * Records an object; the objects of one frame become one scene when the first of the next frame comes.
     *
     * @param brokerMillis when the broker got it, Unix milliseconds
     */
    public void event(ClassifiedObject event, long brokerMillis) {
        names.drives(event.getRobot());
        names.write(EVENT_BYTES, () -> {
            times.stamped(event.getRobot(), event.getStampNs(), brokerMillis);
            scenes.add(event);
        });
    }

    private void scene(List<ClassifiedObject> frame) {
        ClassifiedObject first = frame.get(0);
        String prefix = names.prefix(first.getRobot());
        topics.write("/" + first.getRobot() + "/objects",
                new ChannelOrigin(Topics.OBJECT_EVENT, first.getRobot(), "", prefix), McapTopics.NO_SEQUENCE,
                first.getStampNs(), SceneBoxes.of(frame, prefix));
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
        names.settle();
        scenes.end();
        times.end();
        writer.close();
    }
}
