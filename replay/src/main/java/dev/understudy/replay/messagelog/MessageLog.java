package dev.understudy.replay.messagelog;

import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Selection;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.log.MessageException;
import dev.understudy.replay.log.RecordedDrive;
import dev.understudy.replay.sensor.SensorDecoder;
import dev.understudy.replay.sensor.SensorMessage;
import dev.understudy.replay.sensor.SensorMessage.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A recording of messages (MCAP, ROS bag, rosbag2 folder) as a drive of one robot: its clouds, images, calibration and
 * poses. Messages lie in the order in which the recorder got them; frames leave in the order of their stamps, which a
 * short window restores (see {@link StampOrder}).
 *
 * <p>A message that cannot be decoded is a {@link LogException} that names topic and time; the next call goes on.
 */
public final class MessageLog implements RecordedDrive {

    private final MessageSource source;
    private final Setup setup;
    private final String robot;
    private final MessageCursor cursor;
    private final StampOrder order = new StampOrder();
    private final Map<String, Long> sequences = new HashMap<>();
    private boolean calibrated;
    private boolean ended;

    private MessageLog(MessageSource source, Setup setup) {
        this.source = source;
        this.setup = setup;
        robot = source.name().replaceFirst("\\.(mcap|bag|db3)$", "").replaceAll("[^A-Za-z0-9_.-]", "_");
        List<String> topics = new ArrayList<>(setup.choice().lidars());
        setup.choice().cameras().forEach(c -> topics.add(c.imageTopic()));
        if (!setup.fixedFrame().isEmpty()) {
            setup.choice().transforms().stream().filter(t -> !Probe.isStatic(t)).forEach(topics::add);
        }
        cursor = source.read(Selection.of(TopicIds.of(source, topics)));
    }

    /**
     * Takes over a recording: closing the log closes it.
     *
     * @throws LogException when it holds no LiDAR to be used; one line. The recording is closed then
     */
    public static MessageLog open(MessageSource source, TopicOptions options) {
        try {
            return new MessageLog(source, Setup.of(source, options));
        } catch (RecordingException e) {
            source.close();
            throw e;
        }
    }

    /** What was found and what is used for what. */
    public Setup setup() {
        return setup;
    }

    @Override
    public List<String> warnings() {
        return source.warnings();
    }

    @Override
    public List<String> notes() {
        return setup.notes();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<String> robots() {
        return List.of(robot);
    }

    @Override
    public long lidarFrameCount() {
        Map<Integer, Long> counts = source.counts();
        return TopicIds.of(source, setup.choice().lidars()).stream().mapToLong(id -> counts.getOrDefault(id, 0L)).sum();
    }

    @Override
    public LogRecord next() {
        while (!ended && !order.isReady()) {
            RawMessage message = cursor.next();
            if (message == null) {
                ended = true;
            } else {
                take(message);
            }
        }
        LogRecord first = order.peek();
        if (first != null && !calibrated) {
            calibrated = true;
            return new LogRecord.Calibration(robot, first.stampNanos(), setup.mounts());
        }
        return order.poll();
    }

    private void take(RawMessage message) {
        String topic = message.channel().topic();
        try {
            SensorMessage decoded = SensorDecoder.decode(message);
            if (decoded instanceof SensorMessage.Cloud cloud) {
                order.add(lidar(topic, cloud, message.logNanos()));
            } else if (decoded instanceof SensorMessage.Image image) {
                long stamp = stamp(image.stampNanos(), message.logNanos());
                order.add(new LogRecord.CameraFrame(robot, image.frameId(), sequence(topic), stamp, image.format(),
                        image.data()));
            } else if (decoded instanceof SensorMessage.Transforms transforms) {
                poses(transforms, message.logNanos());
            }
        } catch (MessageException e) {
            throw new LogException(String.format(Locale.ROOT, "%s: %s at %.3f s: %s", source.name(), topic,
                    (message.logNanos() - source.startNanos()) / 1e9, e.getMessage()), e);
        }
    }

    private LogRecord lidar(String topic, SensorMessage.Cloud cloud, long logNanos) {
        float scale = setup.intensityScales().getOrDefault(topic, 1f);
        float[] xyzi = cloud.xyzi();
        for (int i = 3; i < xyzi.length; i += 4) {
            float share = xyzi[i] / scale;
            xyzi[i] = share > 0 ? Math.min(share, 1f) : 0f;
        }
        return new LogRecord.LidarFrame(robot, cloud.frameId(), sequence(topic), stamp(cloud.stampNanos(), logNanos),
                xyzi);
    }

    /** A pose of the LiDAR whenever a frame that carries it moves. */
    private void poses(SensorMessage.Transforms transforms, long logNanos) {
        long newest = Long.MIN_VALUE;
        for (Link link : transforms.links()) {
            setup.tree().put(link);
            boolean carries = TransformTree.normal(link.child()).equals(TransformTree.normal(setup.lidarFrame()))
                    || setup.tree().isBelow(setup.lidarFrame(), link.child());
            newest = carries ? Math.max(newest, link.stampNanos()) : newest;
        }
        if (newest != Long.MIN_VALUE && setup.tree().root(setup.lidarFrame()).equals(setup.fixedFrame())) {
            order.add(new LogRecord.Pose(robot, setup.fixedFrame(), setup.lidarFrame(), stamp(newest, logNanos),
                    setup.tree().toRoot(setup.lidarFrame())));
        }
    }

    private long sequence(String topic) {
        return sequences.merge(topic, 1L, Long::sum) - 1;
    }

    private long stamp(long own, long logNanos) {
        return setup.logTimes() ? logNanos : own;
    }

    @Override
    public void close() {
        source.close();
    }
}
