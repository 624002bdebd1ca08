package dev.understudy.replay.log;

import dev.understudy.replay.kitti.KittiObjectLog;
import dev.understudy.replay.kitti.KittiRawLog;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens any drive log this program can read, told apart by what the folder holds. */
public final class DriveLogs {

    private DriveLogs() {
    }

    /**
     * Opens a log.
     *
     * @param path folder of the log
     * @throws LogException when nothing is there, nothing is recognised, or the log lacks a part it cannot be
     *     read without; the message is one line
     */
    public static DriveLog open(Path path) {
        if (!Files.exists(path)) {
            throw new LogException(path + ": no such folder");
        }
        if (!Files.isDirectory(path)) {
            throw new LogException(path + ": is a file; a drive log is a folder");
        }
        if (KittiRawLog.recognises(path)) {
            return KittiRawLog.open(path);
        }
        if (KittiObjectLog.recognises(path)) {
            return KittiObjectLog.open(path);
        }
        throw new LogException(path + ": no drive log found; looked for KITTI raw ("
                + KittiRawLog.LOOKED_FOR + ") and KITTI object (" + KittiObjectLog.LOOKED_FOR + ")");
    }
}
