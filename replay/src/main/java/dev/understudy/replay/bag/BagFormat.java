package dev.understudy.replay.bag;

import dev.understudy.mcap.message.MessageSource;
import dev.understudy.replay.RecordingFormat;
import java.nio.file.Files;
import java.nio.file.Path;

/** ROS 1 bags, see {@link BagSource}. */
public final class BagFormat implements RecordingFormat {

    @Override
    public String name() {
        return "ROS 1 bag";
    }

    @Override
    public String lookedFor() {
        return "ROS 1 bag";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isRegularFile(path) && BagSource.recognises(path);
    }

    @Override
    public MessageSource messages(Path path) {
        return BagSource.open(path);
    }
}
