package dev.understudy.replay.log;

import dev.understudy.mcap.message.RecordingException;
import java.util.List;

/**
 * A recorded or simulated drive: the records of one or more robots in stamp order. Ties are broken by
 * (robot, kind, frame id), so the order is total and the same every time.
 *
 * <p>Frames are read on demand: memory is bounded by one record, not by the log.
 */
public interface DriveLog extends AutoCloseable {

    /** Short name for people, e.g. {@code 2011_09_26_drive_0013_sync}. */
    String name();

    /** Robots whose records the log holds. */
    List<String> robots();

    /** Number of LiDAR frames, or -1 when it is not known without reading everything. */
    long lidarFrameCount();

    /**
     * Reads the next record.
     *
     * @return the record, or {@code null} at the end of the log
     * @throws RecordingException when the log is damaged at this place; the message names file and reason
     */
    LogRecord next();

    @Override
    void close();
}
