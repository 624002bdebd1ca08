package dev.understudy.replay.messagelog;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Selection;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.MessageException;
import dev.understudy.replay.sensor.SensorDecoder;
import dev.understudy.replay.sensor.SensorKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the topics of a recording that perception gets. By default that is one LiDAR and one camera: the ones whose
 * names look most like a sensor's own output and whose first message can be decoded; a camera with a calibration comes
 * first. Derived clouds (ground, obstacles, maps) would show every object twice.
 */
final class TopicPicker {

    private static final List<String> SENSOR_WORDS =
            List.of("point", "velo", "lidar", "laser", "ouster", "livox", "hesai", "pandar", "rslidar");
    private static final List<String> DERIVED_WORDS = List.of("ground", "obstacle", "filter", "cluster", "map",
            "static", "segment", "downsample", "registered", "depth", "camera", "radar", "merged");
    private static final List<String> COLOUR_WORDS = List.of("color", "colour", "rgb", "rect", "front");
    private static final List<String> NO_PICTURE_WORDS =
            List.of("depth", "range", "mask", "label", "segment", "disparity", "confidence", "noise", "intensity");
    private static final int TOPICS_NAMED = 6;

    private final MessageSource source;
    private final TopicOptions options;
    private final Map<String, SensorKind> kinds = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private TopicPicker(MessageSource source, TopicOptions options) {
        this.source = source;
        this.options = options;
        Map<Integer, Long> counts = source.counts();
        for (Channel channel : source.channels()) {
            if (counts.getOrDefault(channel.id(), 0L) > 0) {
                kinds.putIfAbsent(channel.topic(), SensorKind.of(channel));
            }
        }
    }

    /** @throws LogException when there is no LiDAR to be used, or a named topic is missing; one line */
    static TopicChoice pick(MessageSource source, TopicOptions options) {
        TopicPicker picker = new TopicPicker(source, options);
        List<String> lidars = picker.lidars();
        List<TopicChoice.Camera> cameras = picker.cameras();
        List<String> transforms = picker.of(Set.of(SensorKind.TRANSFORMS));
        return new TopicChoice(lidars, cameras, transforms, List.copyOf(picker.notes));
    }

    private List<String> lidars() {
        List<String> clouds = of(Set.of(SensorKind.CLOUD));
        if (!options.lidar().isEmpty()) {
            return named(options.lidar(), clouds, "--lidar-topic", "point cloud");
        }
        clouds.sort(Comparator.comparingInt((String t) -> -score(t, SENSOR_WORDS, DERIVED_WORDS))
                .thenComparing(t -> -count(t)).thenComparing(t -> t));
        for (String topic : clouds) {
            if (decodes(topic)) {
                noteOthers("LiDAR", topic, clouds, "--lidar-topic");
                return List.of(topic);
            }
        }
        throw noLidar(clouds);
    }

    private LogException noLidar(List<String> clouds) {
        List<String> packets = of(Set.of(SensorKind.LIDAR_PACKETS));
        // Some drivers send their inertial unit's packets as the same type.
        packets.sort(Comparator.comparing((String t) -> t.contains("imu")).thenComparing(t -> t));
        if (!clouds.isEmpty()) {
            return failure("no point cloud can be used: " + String.join("; ", notes));
        }
        if (!packets.isEmpty()) {
            return failure("holds raw LiDAR packets only (" + packets.get(0) + ", " + type(packets.get(0))
                    + ") and no point clouds; let the sensor's driver make sensor_msgs/PointCloud2 of them and record "
                    + "that");
        }
        return failure("holds no point clouds; topics: " + some(List.copyOf(kinds.keySet())));
    }

    private List<TopicChoice.Camera> cameras() {
        List<String> images = of(Set.of(SensorKind.COMPRESSED_IMAGE, SensorKind.RAW_IMAGE));
        if (!options.camera().isEmpty()) {
            return named(options.camera(), images, "--camera-topic", "image").stream()
                    .map(t -> new TopicChoice.Camera(t, infoOf(t))).toList();
        }
        images.sort(Comparator.comparingInt((String t) -> -cameraScore(t)).thenComparing(t -> t));
        for (String topic : images) {
            if (isPicture(topic)) {
                noteOthers("camera", topic, images.stream().filter(this::isPicture).toList(), "--camera-topic");
                return List.of(new TopicChoice.Camera(topic, infoOf(topic)));
            }
        }
        notes.add(images.isEmpty() ? "no camera: LiDAR alone will be used"
                : "no camera: none of " + some(images) + " holds pictures that can be read (--camera-topic)");
        return List.of();
    }

    private int cameraScore(String topic) {
        int calibrated = infoOf(topic) == null ? 0 : 8;
        int compressed = kinds.get(topic) == SensorKind.COMPRESSED_IMAGE ? 4 : 0;
        return calibrated + compressed + score(topic, COLOUR_WORDS, NO_PICTURE_WORDS);
    }

    private boolean isPicture(String topic) {
        if (topic.endsWith("compressedDepth")) {
            return false;
        }
        boolean raw = kinds.get(topic) == SensorKind.RAW_IMAGE;
        try {
            RawMessage first = first(topic);
            return first != null && (!raw || infoOf(topic) != null || SensorDecoder.isColourPicture(first))
                    && decodes(topic);
        } catch (MessageException | RecordingException e) {
            return false;
        }
    }

    /** The calibration topic in the same namespace, or the nearest one above. */
    private String infoOf(String imageTopic) {
        Set<String> infos = new LinkedHashSet<>(of(Set.of(SensorKind.CAMERA_INFO)));
        for (String parent = parent(imageTopic); parent != null; parent = parent(parent)) {
            for (String name : List.of("/camera_info", "/calibration", "/info")) {
                if (infos.contains(parent + name)) {
                    return parent + name;
                }
            }
            for (String info : infos) {
                if (parent.equals(parent(info)) && !parent.isEmpty()) {
                    return info;
                }
            }
        }
        return null;
    }

    private static String parent(String topic) {
        int slash = topic.lastIndexOf('/');
        return slash < 0 ? null : topic.substring(0, slash);
    }

    private List<String> named(List<String> wanted, List<String> there, String flag, String what) {
        for (String topic : wanted) {
            if (!there.contains(topic)) {
                throw failure(flag + ": no " + what + " topic '" + topic + "'; there are: "
                        + (there.isEmpty() ? "none" : some(there)));
            }
        }
        return wanted;
    }

    private void noteOthers(String what, String chosen, List<String> all, String flag) {
        List<String> others = all.stream().filter(t -> !t.equals(chosen)).toList();
        if (!others.isEmpty()) {
            notes.add("other " + what + " topics are not used: " + some(others) + " (" + flag + ")");
        }
    }

    private boolean decodes(String topic) {
        try {
            RawMessage message = first(topic);
            return message != null && SensorDecoder.decode(message) != null;
        } catch (MessageException | RecordingException e) {
            notes.add(topic + ": " + e.getMessage());
            return false;
        }
    }

    private RawMessage first(String topic) {
        return source.read(Selection.of(TopicIds.of(source, List.of(topic)))).next();
    }

    private List<String> of(Set<SensorKind> wanted) {
        List<String> out = new ArrayList<>();
        kinds.forEach((topic, kind) -> {
            if (wanted.contains(kind)) {
                out.add(topic);
            }
        });
        return out;
    }

    private long count(String topic) {
        Map<Integer, Long> counts = source.counts();
        return TopicIds.of(source, List.of(topic)).stream().mapToLong(id -> counts.getOrDefault(id, 0L)).sum();
    }

    private String type(String topic) {
        return source.channels().stream().filter(c -> c.topic().equals(topic)).map(SensorKind::typeName)
                .findFirst().orElse("?");
    }

    private static int score(String topic, List<String> good, List<String> bad) {
        String name = topic.toLowerCase(Locale.ROOT);
        return (good.stream().anyMatch(name::contains) ? 1 : 0) - (bad.stream().anyMatch(name::contains) ? 2 : 0);
    }

    private static String some(List<String> topics) {
        String shown = String.join(", ", topics.subList(0, Math.min(TOPICS_NAMED, topics.size())));
        return topics.size() > TOPICS_NAMED ? shown + " and " + (topics.size() - TOPICS_NAMED) + " more" : shown;
    }

    private LogException failure(String what) {
        return new LogException(source.name() + ": " + what);
    }
}
