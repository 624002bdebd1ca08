package dev.understudy.replay.scan;

import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.kitti.KittiObjectLog;
import dev.understudy.replay.kitti.KittiRawLog;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.pandaset.PandaSetLog;
import java.nio.file.Files;
import java.nio.file.Path;

/** The LiDAR frames of a drive log, or of a folder of bare {@code .bin} scans, one by one. */
public interface ScanReader extends AutoCloseable {

    /**
     * The next frame.
     *
     * @return {@code null} at the end
     * @throws LogException when the frame cannot be read; the message names the file
     */
    Scan next();

    @Override
    void close();

    /**
     * Opens a log or folder.
     *
     * @throws LogException when nothing is there or nothing is recognised
     */
    static ScanReader open(Path path) {
        if (ScanFolder.recognises(path)) {
            return new ScanFolder(path);
        }
        return new LogScans(DriveLogs.open(path), nameFormat(path));
    }

    /** Frames are named like the scans' files where the layout has such, else by running number. */
    private static String nameFormat(Path path) {
        if (!Files.isDirectory(path)) {
            return LogScans.RUNNING;
        }
        if (KittiRawLog.recognises(path)) {
            return "%010d";
        }
        return PandaSetLog.recognises(path) || KittiObjectLog.recognises(path) ? "%06d" : LogScans.RUNNING;
    }
}
