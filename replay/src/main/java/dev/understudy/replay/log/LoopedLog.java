package dev.understudy.replay.log;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A log played again and again as one long drive: each round's stamps and sequence numbers go on behind the last
 * round's, a LiDAR period later.
 */
public final class LoopedLog extends ForwardingLog {

    /** Gap between rounds where a log has too few scans to tell its period, nanoseconds. */
    private static final long DEFAULT_PERIOD = 100_000_000L;

    private final Supplier<DriveLog> open;
    private final long rounds;
    private final Map<String, Long> sequences = new HashMap<>();
    private Map<String, Long> sequenceShifts = Map.of();
    private DriveLog log;
    private long round = 1;
    private long shift;
    private long first = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;
    private long lastLidar = Long.MIN_VALUE;
    private long period = DEFAULT_PERIOD;

    /**
     * @param open opens the log from its start, each time anew
     * @param rounds how often it is played; {@link Long#MAX_VALUE} for ever
     */
    public LoopedLog(Supplier<DriveLog> open, long rounds) {
        this.open = open;
        this.rounds = rounds;
        log = open.get();
    }

    @Override
    protected DriveLog log() {
        return log;
    }

    @Override
    public long lidarFrameCount() {
        long once = log.lidarFrameCount();
        return once < 0 || rounds == Long.MAX_VALUE ? -1 : once * rounds;
    }

    @Override
    public LogRecord next() {
        LogRecord record = log.next();
        if (record == null && round < rounds && first != Long.MIN_VALUE) {
            rewind();
            record = log.next();
        }
        return record == null ? null : shifted(record);
    }

    private void rewind() {
        log.close();
        log = open.get();
        round++;
        shift += last - first + period;
        lastLidar = Long.MIN_VALUE;
        sequenceShifts = Map.copyOf(sequences);
    }

    private LogRecord shifted(LogRecord record) {
        long stamp = record.stampNanos();
        first = first == Long.MIN_VALUE ? stamp : Math.min(first, stamp);
        last = Math.max(last, stamp);
        if (record instanceof LogRecord.LidarFrame) {
            period = lastLidar == Long.MIN_VALUE || stamp <= lastLidar ? period : stamp - lastLidar;
            lastLidar = stamp;
        }
        String sensor = sensor(record);
        LogRecord copy = RecordCopy.of(record, record.robot(), shift, sequenceShifts.getOrDefault(sensor, 0L));
        if (copy instanceof LogRecord.LidarFrame lidar) {
            sequences.put(sensor, lidar.sequence() + 1);
        } else if (copy instanceof LogRecord.CameraFrame camera) {
            sequences.put(sensor, camera.sequence() + 1);
        }
        return copy;
    }

    private static String sensor(LogRecord record) {
        return record instanceof LogRecord.LidarFrame lidar ? record.robot() + "\nlidar\n" + lidar.frameId()
                : record instanceof LogRecord.CameraFrame camera ? record.robot() + "\ncamera\n" + camera.frameId()
                : "";
    }
}
