package dev.understudy.replay;

import dev.understudy.mcap.McapSource;
import dev.understudy.mcap.message.MessageSource;
import java.nio.file.Files;
import java.nio.file.Path;

/** MCAP files, see {@link McapSource}. */
public final class McapFormat implements RecordingFormat {

    @Override
    public String name() {
        return "MCAP";
    }

    @Override
    public String lookedFor() {
        return "MCAP file";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isRegularFile(path) && McapSource.recognises(path);
    }

    @Override
    public MessageSource messages(Path path) {
        return McapSource.open(path);
    }
}
