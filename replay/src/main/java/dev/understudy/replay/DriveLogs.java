package dev.understudy.replay;

import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.replay.kitti.KittiObjectLog;
import dev.understudy.replay.kitti.KittiRawLog;
import dev.understudy.replay.kitti.KittiTrackingLog;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.RecordedDrive;
import dev.understudy.replay.messagelog.MessageLog;
import dev.understudy.replay.messagelog.Recordings;
import dev.understudy.replay.messagelog.TopicOptions;
import dev.understudy.replay.pandaset.PandaSetLog;
import dev.understudy.replay.record.TopicLog;
import java.nio.file.Files;
import java.nio.file.Path;

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
        if (!Files.exists(path)) {
            throw new LogException(path + ": no such file or folder");
        }
        MessageSource recording = Recordings.open(path);
        if (recording != null) {
            return open(recording, topics);
        }
        if (!topics.equals(TopicOptions.DISCOVER)) {
            throw new LogException(path + ": topics were named, but this is no recording with topics ("
                    + Recordings.LOOKED_FOR + ")");
        }
        if (!Files.isDirectory(path)) {
            throw new LogException(path + ": no drive log: not a file this program reads (" + Recordings.LOOKED_FOR
                    + "), and a file, where other logs are folders");
        }
        return folder(path);
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

    private static DriveLog folder(Path path) {
        if (KittiRawLog.recognises(path)) {
            return KittiRawLog.open(path);
        }
        if (KittiTrackingLog.recognises(path)) {
            return KittiTrackingLog.open(path);
        }
        // Before KITTI's object layout, which has a folder of the same name.
        if (PandaSetLog.recognises(path)) {
            return PandaSetLog.open(path);
        }
        if (KittiObjectLog.recognises(path)) {
            return KittiObjectLog.open(path);
        }
        throw new LogException(path + ": no drive log found; looked for KITTI raw (" + KittiRawLog.LOOKED_FOR
                + "), KITTI tracking (" + KittiTrackingLog.LOOKED_FOR + "), KITTI object ("
                + KittiObjectLog.LOOKED_FOR + "), PandaSet (" + PandaSetLog.LOOKED_FOR
                + ") and recordings (" + Recordings.LOOKED_FOR + ")");
    }
}
