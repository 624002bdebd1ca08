package dev.understudy.replay;

import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.RecordedDrive;
import dev.understudy.replay.messagelog.MessageLog;
import dev.understudy.replay.messagelog.TopicOptions;
import dev.understudy.replay.record.TopicLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens any drive log this program can read, told apart by what the file or folder holds. */
public final class DriveLogs {

    private DriveLogs() {
    }

    /** Opens a log whose topics, if it has any, are discovered; see {@link #open(Path, TopicOptions)}. */
    public static DriveLog open(Path path) {
        return open(path, TopicOptions.DISCOVER);
    }

    /**
     * Opens a log.
     *
     * @param path file or folder of the log
     * @param topics topics to use of a recording that has topics
     * @throws RecordingException when nothing is there, nothing is recognised, or the log lacks a part it cannot be
     *     read without; the message is one line
     */
    public static DriveLog open(Path path, TopicOptions topics) {
        Optional<LogFormat> format = find(path);
        if (!topics.equals(TopicOptions.DISCOVER) && format.filter(LogFormat::hasTopics).isEmpty()) {
            throw new LogException(path + ": topics were named, but this is no recording with topics ("
                    + Recordings.lookedFor() + ")");
        }
        return format.orElseThrow(() -> unknown(path)).open(path, topics);
    }

    /**
     * Finds the format of a log.
     *
     * @throws LogException when nothing is there or nothing is recognised; the message is one line
     */
    public static LogFormat formatOf(Path path) {
        return find(path).orElseThrow(() -> unknown(path));
    }

    /**
     * Takes over a recording of messages, Understudy's own or another: closing the log closes it.
     *
     * @throws LogException when it holds no LiDAR to be used, or lacks a named topic; one line. The recording is closed
     *     then
     */
    public static RecordedDrive open(MessageSource recording, TopicOptions topics) {
        return TopicLog.recognises(recording) ? TopicLog.open(recording, topics)
                : MessageLog.open(recording, topics);
    }

    private static Optional<LogFormat> find(Path path) {
        if (!Files.exists(path)) {
            throw new LogException(path + ": no such file or folder");
        }
        return LogFormats.of(path);
    }

    private static LogException unknown(Path path) {
        return new LogException(Files.isDirectory(path)
                ? path + ": no drive log found; looked for " + LogFormats.lookedFor()
                : path + ": no drive log: not a file this program reads (" + Recordings.lookedFor()
                        + "), and a file, where other logs are folders");
    }
}
