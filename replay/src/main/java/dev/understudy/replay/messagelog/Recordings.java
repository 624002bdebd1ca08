package dev.understudy.replay.messagelog;

import dev.understudy.mcap.McapSource;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.replay.bag.BagSource;
import dev.understudy.replay.rosbag2.Rosbag2;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens recordings of messages, told apart by what they begin with. */
public final class Recordings {

    /** What is looked for, for error messages. */
    public static final String LOOKED_FOR = "MCAP file, ROS 1 bag, rosbag2 folder";

    private Recordings() {
    }

    /**
     * Opens a recording.
     *
     * @return {@code null} when nothing of the kind is there
     * @throws RecordingException when it is one but cannot be read
     */
    public static MessageSource open(Path path) {
        if (Files.isRegularFile(path) && McapSource.recognises(path)) {
            return McapSource.open(path);
        }
        if (Files.isRegularFile(path) && BagSource.recognises(path)) {
            return BagSource.open(path);
        }
        return Rosbag2.recognises(path) ? Rosbag2.open(path) : null;
    }
}
