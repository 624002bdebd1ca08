package dev.understudy.replay.rosbag2;

import dev.understudy.mcap.message.MessageSource;
import dev.understudy.replay.RecordingFormat;
import java.nio.file.Path;

/** Recordings of ROS 2, see {@link Rosbag2}. */
public final class Rosbag2Format implements RecordingFormat {

    @Override
    public String name() {
        return "rosbag2";
    }

    @Override
    public String lookedFor() {
        return "rosbag2 folder";
    }

    @Override
    public boolean recognises(Path path) {
        return Rosbag2.recognises(path);
    }

    @Override
    public MessageSource messages(Path path) {
        return Rosbag2.open(path);
    }
}
