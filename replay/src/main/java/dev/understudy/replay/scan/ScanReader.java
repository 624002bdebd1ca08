package dev.understudy.replay.scan;

import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.LogFormat;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.messagelog.TopicOptions;
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
     * Opens a log or folder. Frames are named like the scans' files where the log's format has such, else by running
     * number.
     *
     * @throws LogException when nothing is there or nothing is recognised
     */
    static ScanReader open(Path path) {
        if (ScanFolder.recognises(path)) {
            return new ScanFolder(path);
        }
        LogFormat format = DriveLogs.formatOf(path);
        return new LogScans(format.open(path, TopicOptions.DISCOVER), format.scanName().orElse(LogScans.RUNNING));
    }
}
