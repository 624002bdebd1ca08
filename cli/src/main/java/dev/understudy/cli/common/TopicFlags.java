package dev.understudy.cli.common;

import dev.understudy.replay.messagelog.TopicOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** Topics of a recording; shared by every command that reads one. */
public final class TopicFlags {

    @Option(names = "--lidar-topic", paramLabel = "TOPIC",
            description = "topic of point clouds to use instead of the one that is found; repeatable")
    private List<String> lidar = List.of();

    @Option(names = "--camera-topic", paramLabel = "TOPIC",
            description = "topic of images to use instead of the one that is found; repeatable")
    private List<String> camera = List.of();

    /** The topics named, or discovery. */
    public TopicOptions options() {
        return new TopicOptions(lidar, camera);
    }
}
