package dev.understudy.replay;

import dev.understudy.mcap.message.MessageSource;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Opens recordings of messages, told apart by what they begin with. */
public final class Recordings {

    private Recordings() {
    }

    /** What is looked for, for error messages. */
    public static String lookedFor() {
        return LogFormats.recordings().map(LogFormat::lookedFor).collect(Collectors.joining(", "));
    }

    /**
     * Opens a recording.
     *
     * @return {@code null} when nothing of the kind is there
     * @throws dev.understudy.replay.log.LogException when it is one but cannot be read
     */
    public static MessageSource open(Path path) {
        return LogFormats.recordings().filter(format -> format.recognises(path)).findFirst()
                .map(format -> format.messages(path)).orElse(null);
    }
}
