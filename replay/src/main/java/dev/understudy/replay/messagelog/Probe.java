package dev.understudy.replay.messagelog;

import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Selection;
import dev.understudy.replay.log.MessageException;
import dev.understudy.replay.sensor.SensorDecoder;
import dev.understudy.replay.sensor.SensorKind;
import dev.understudy.replay.sensor.SensorMessage;
import dev.understudy.replay.sensor.SensorMessage.CameraInfo;
import dev.understudy.replay.sensor.SensorMessage.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the first frames of a recording to learn what must be known before the first of them leaves: frame ids,
 * calibrations, transforms, the unit of intensities, and how stamps relate to log times. It reads a few frames of each
 * sensor and, where the file has an index, the whole of the static transforms.
 */
final class Probe {

    /** Frames of each sensor that are looked at. */
    private static final int FRAMES = 8;
    /** Bytes of messages after which the probe gives up on a sensor that stays silent. */
    private static final long MAX_BYTES = 64L << 20;

    private final MessageSource source;
    private final TopicChoice choice;
    private final TransformTree tree = new TransformTree();
    private final Set<String> movingFrames = new HashSet<>();
    private final Map<String, CameraInfo> infos = new HashMap<>();
    private final Map<String, TopicStamps> stamps = new LinkedHashMap<>();

    private Probe(MessageSource source, TopicChoice choice) {
        this.source = source;
        this.choice = choice;
    }

    static Probe of(MessageSource source, TopicChoice choice) {
        Probe probe = new Probe(source, choice);
        probe.readStatics();
        probe.readFrames();
        return probe;
    }

    /** Static transforms are latched: often sent once, at any time. */
    private void readStatics() {
        List<String> statics = choice.transforms().stream().filter(Probe::isStatic).toList();
        MessageCursor cursor = source.read(Selection.of(TopicIds.of(source, statics)));
        for (RawMessage message = next(cursor); message != null; message = next(cursor)) {
            if (decode(message) instanceof SensorMessage.Transforms transforms) {
                transforms.links().forEach(tree::put);
            }
        }
    }

    static boolean isStatic(String topic) {
        return topic.contains("static");
    }

    private void readFrames() {
        List<String> topics = new ArrayList<>(choice.lidars());
        choice.lidars().forEach(t -> stamps.put(t, new TopicStamps()));
        choice.cameras().forEach(c -> {
            topics.add(c.imageTopic());
            stamps.put(c.imageTopic(), new TopicStamps());
            if (c.infoTopic() != null) {
                topics.add(c.infoTopic());
            }
        });
        choice.transforms().stream().filter(t -> !isStatic(t)).forEach(topics::add);
        MessageCursor cursor = source.read(Selection.of(TopicIds.of(source, topics)));
        long bytes = 0;
        for (RawMessage m = next(cursor); m != null && bytes < MAX_BYTES && !isDone(); m = next(cursor)) {
            bytes += m.data().remaining();
            note(m.channel().topic(), m.logNanos(), decode(m));
        }
    }

    private boolean isDone() {
        boolean calibrated = choice.cameras().stream()
                .allMatch(c -> c.infoTopic() == null || infos.containsKey(c.infoTopic()));
        return calibrated && stamps.values().stream().allMatch(s -> s.count() >= FRAMES);
    }

    private void note(String topic, long logNanos, SensorMessage message) {
        if (message instanceof SensorMessage.Cloud cloud) {
            stamps.get(topic).add(cloud.frameId(), cloud.stampNanos(), logNanos);
            stamps.get(topic).intensity(cloud.xyzi());
        } else if (message instanceof SensorMessage.Image image) {
            stamps.get(topic).add(image.frameId(), image.stampNanos(), logNanos);
        } else if (message instanceof CameraInfo info) {
            infos.putIfAbsent(topic, info);
        } else if (message instanceof SensorMessage.Transforms transforms) {
            for (Link link : transforms.links()) {
                movingFrames.add(TransformTree.normal(link.child()));
                tree.putIfAbsent(link);
            }
        }
    }

    /** Damage is told when the frames are read in earnest. */
    private static RawMessage next(MessageCursor cursor) {
        while (true) {
            try {
                return cursor.next();
            } catch (RecordingException e) {
                continue;
            }
        }
    }

    private static SensorMessage decode(RawMessage message) {
        try {
            return SensorKind.of(message.channel()) == SensorKind.OTHER ? null : SensorDecoder.decode(message);
        } catch (MessageException e) {
            return null;
        }
    }

    TransformTree tree() {
        return tree;
    }

    /** Frames that a topic of moving transforms speaks of. */
    Set<String> movingFrames() {
        return movingFrames;
    }

    /** First calibration by its topic. */
    Map<String, CameraInfo> infos() {
        return infos;
    }

    /** What the first frames of each LiDAR and camera topic are like. */
    Map<String, TopicStamps> stamps() {
        return stamps;
    }
}
