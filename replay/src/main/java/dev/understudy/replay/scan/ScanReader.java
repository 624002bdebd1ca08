package dev.understudy.replay.scan;

import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.log.GroundLabels;
import dev.understudy.replay.log.LogException;
import java.nio.file.Path;
import java.util.Optional;

/** The LiDAR frames of a drive log, or of a folder of bare {@code .bin} scans, one by one. */
public interface ScanReader extends AutoCloseable {

    /**
     * The next frame.
     *
     * @return {@code null} at the end
     * @throws LogException when the frame cannot be read; the message names the file
     */
    Scan next();

    /**
     * Labels of a frame's ground; empty where the log has none.
     *
     * @throws LogException when they are there and cannot be read; the message names the file
     */
    default Optional<GroundLabels> groundLabels(Scan scan) {
        return Optional.empty();
    }

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
        return new FormatScans(DriveLogs.formatOf(path), path);
    }
}
