package dev.understudy.replay;

import dev.understudy.mcap.message.MessageSource;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.messagelog.TopicOptions;
import java.nio.file.Path;

/** A format of recordings: logs that hold messages on topics. Registered as a {@link LogFormat}. */
public interface RecordingFormat extends LogFormat {

    /**
     * Opens a recording as the messages it holds.
     *
     * @param path a file or folder that is recognised
     * @throws dev.understudy.replay.log.LogException when it cannot be read
     */
    MessageSource messages(Path path);

    @Override
    default DriveLog open(Path path, TopicOptions topics) {
        return DriveLogs.open(messages(path), topics);
    }

    /** The narrow one, which holds for the labels of any log that was converted into a recording. */
    @Override
    default LabelCoverage coverage() {
        return LabelCoverage.CAMERA_VIEW;
    }

    @Override
    default boolean hasTopics() {
        return true;
    }
}
