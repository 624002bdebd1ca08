package dev.understudy.replay.record;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.PointCloud;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.proto.v1.TruthFrame;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.messagelog.TopicOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The channels of a recording of Understudy's topics that make up a drive; the others are for viewers. */
final class DriveChannels {

    /** Topic of the records, and what a recording holds of them as they were. */
    private static final Map<String, String> SCHEMAS = Map.of(
            Topics.LIDAR_FRAME, PointCloud.getDescriptor().getFullName(),
            Topics.CAMERA_FRAME, CompressedImage.getDescriptor().getFullName(),
            Topics.CALIBRATION, RobotCalibration.getDescriptor().getFullName(),
            Topics.POSE, FrameTransform.getDescriptor().getFullName(),
            Topics.TRUTH, TruthFrame.getDescriptor().getFullName());
    private static final List<String> USED = List.of(Topics.LIDAR_FRAME, Topics.CAMERA_FRAME, Topics.POSE,
            Topics.TRUTH);
    private static final List<String> USES = List.of("LiDAR        ", "camera       ", "poses        ",
            "labels       ");

    private final Map<Integer, Channel> channels = new LinkedHashMap<>();
    private final Map<Integer, ChannelOrigin> origins = new LinkedHashMap<>();

    private DriveChannels(MessageSource source) {
        Map<Integer, Long> counts = source.counts();
        for (Channel channel : source.channels()) {
            ChannelOrigin origin = ChannelOrigin.of(channel).orElse(null);
            if (origin != null && channel.schema().name().equals(SCHEMAS.get(origin.topic()))
                    && counts.getOrDefault(channel.id(), 0L) > 0) {
                channels.put(channel.id(), channel);
                origins.put(channel.id(), origin);
            }
        }
    }

    /** Whether a recording has LiDAR frames that state where they came from. */
    static boolean areIn(MessageSource source) {
        return !new DriveChannels(source).ids(Topics.LIDAR_FRAME).isEmpty();
    }

    /**
     * Chooses the channels: the sensors that are named, all where none is, and what belongs to the LiDARs' robots.
     *
     * @throws LogException when a named topic is missing; one line
     */
    static DriveChannels of(MessageSource source, TopicOptions options) {
        DriveChannels all = new DriveChannels(source);
        all.keep(source.name(), Topics.LIDAR_FRAME, options.lidar(), "--lidar-topic: no point cloud topic");
        all.keep(source.name(), Topics.CAMERA_FRAME, options.camera(), "--camera-topic: no image topic");
        Set<String> robots = Set.copyOf(all.robots());
        all.drop(id -> !robots.contains(all.origins.get(id).robot()));
        return all;
    }

    private void keep(String file, String topic, List<String> named, String complaint) {
        Set<String> there = new TreeSet<>(ids(topic).stream().map(id -> channels.get(id).topic()).toList());
        for (String name : named) {
            if (!there.contains(name)) {
                throw new LogException(file + ": " + complaint + " '" + name + "'; there are: "
                        + (there.isEmpty() ? "none" : String.join(", ", there)));
            }
        }
        if (!named.isEmpty()) {
            drop(id -> origins.get(id).topic().equals(topic) && !named.contains(channels.get(id).topic()));
        }
    }

    private void drop(Predicate<Integer> unwanted) {
        origins.keySet().removeIf(unwanted);
        channels.keySet().retainAll(origins.keySet());
    }

    Set<Integer> ids() {
        return origins.keySet();
    }

    /** Channels of one of Understudy's topics. */
    Set<Integer> ids(String topic) {
        return origins.keySet().stream().filter(id -> origins.get(id).topic().equals(topic))
                .collect(Collectors.toSet());
    }

    ChannelOrigin origin(Channel channel) {
        return origins.get(channel.id());
    }

    /** Robots whose LiDARs are used, in the order of the file. */
    List<String> robots() {
        return origins.values().stream().filter(o -> o.topic().equals(Topics.LIDAR_FRAME)).map(ChannelOrigin::robot)
                .distinct().toList();
    }

    boolean hasCamera(String robot) {
        return origins.values().stream().anyMatch(o -> o.topic().equals(Topics.CAMERA_FRAME)
                && o.robot().equals(robot));
    }

    boolean hasLidar(String robot, String frameId) {
        return origins.values().stream().anyMatch(o -> o.isOf(Topics.LIDAR_FRAME, robot, frameId));
    }

    /** What is used for what, one line each, by robot. */
    List<String> uses() {
        List<String> lines = new ArrayList<>();
        for (String robot : robots()) {
            for (int use = 0; use < USED.size(); use++) {
                String what = USES.get(use);
                ids(USED.get(use)).stream().filter(id -> origins.get(id).robot().equals(robot)).sorted()
                        .forEach(id -> lines.add(what + channels.get(id).topic()));
            }
        }
        return lines;
    }
}
