package dev.understudy.replay.messagelog;

import java.util.List;

/**
 * Topics that the user names; where a list is empty, the recording decides.
 *
 * @param lidar topics of point clouds
 * @param camera topics of images, compressed or not
 */
public record TopicOptions(List<String> lidar, List<String> camera) {

    /** Everything is discovered. */
    public static final TopicOptions DISCOVER = new TopicOptions(List.of(), List.of());

    public TopicOptions {
        lidar = List.copyOf(lidar);
        camera = List.copyOf(camera);
    }
}
