package dev.understudy.replay.scan;

import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The LiDAR frames of a drive log with their poses and labels, which have the frames' stamps. */
public final class LogScans implements ScanReader {

    /** Names frames by running number instead of the log's sequence number. */
    static final String RUNNING = "";
    private static final String RUNNING_FORMAT = "%06d";

    private final DriveLog log;
    private final String nameFormat;
    private final Map<String, LogRecord.Pose> poses = new HashMap<>();
    private final Deque<LogRecord> pending = new ArrayDeque<>();
    private long frames;

    LogScans(DriveLog log, String nameFormat) {
        this.log = log;
        this.nameFormat = nameFormat;
    }

    /** The frames of any log, a simulated one for example, by running number. */
    public LogScans(DriveLog log) {
        this(log, RUNNING);
    }

    @Override
    public Scan next() {
        LogRecord record = take();
        while (record != null && !(record instanceof LogRecord.LidarFrame)) {
            if (record instanceof LogRecord.Pose pose) {
                poses.put(pose.robot() + '/' + pose.frameId(), pose);
            }
            record = take();
        }
        return record == null ? null : scan((LogRecord.LidarFrame) record);
    }

    private Scan scan(LogRecord.LidarFrame frame) {
        String name = nameFormat.equals(RUNNING) ? String.format(Locale.ROOT, RUNNING_FORMAT, frames)
                : String.format(Locale.ROOT, nameFormat, frame.sequence());
        frames++;
        LogRecord.Truth truth = truth(frame);
        LogRecord.Pose pose = poses.get(frame.robot() + '/' + frame.frameId());
        return new Scan(name, frame.stampNanos(), frame.xyzi(),
                pose != null && pose.stampNanos() == frame.stampNanos() ? pose : null, truth);
    }

    /** Looks ahead over the records of the frame's stamp: labels follow their frame. */
    private LogRecord.Truth truth(LogRecord.LidarFrame frame) {
        Deque<LogRecord> seen = new ArrayDeque<>();
        LogRecord.Truth found = null;
        LogRecord record = take();
        while (record != null && found == null && record.stampNanos() == frame.stampNanos()) {
            if (record instanceof LogRecord.Truth truth && truth.robot().equals(frame.robot())
                    && truth.lidarFrameId().equals(frame.frameId())) {
                found = truth;
                record = null;
            } else {
                seen.addLast(record);
                record = take();
            }
        }
        if (record != null) {
            seen.addLast(record);
        }
        while (!seen.isEmpty()) {
            pending.addFirst(seen.removeLast());
        }
        return found;
    }

    private LogRecord take() {
        return pending.isEmpty() ? log.next() : pending.removeFirst();
    }

    @Override
    public void close() {
        log.close();
    }
}
