package dev.understudy.replay.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A part of a log by time. What held when the part begins, each robot's newest calibration, comes first with the stamp
 * of the part's first record.
 */
public final class WindowedLog extends ForwardingLog {

    private final DriveLog log;
    private final long start;
    private final long duration;
    private final Map<String, LogRecord.Calibration> calibrations = new LinkedHashMap<>();
    private final Deque<LogRecord> ready = new ArrayDeque<>();
    private long first = Long.MIN_VALUE;
    private boolean begun;
    private boolean ended;

    /**
     * Takes over a log: closing the part closes it.
     *
     * @param startNanos after the log's first record
     * @param durationNanos length of the part; {@link Long#MAX_VALUE} for the rest
     */
    public WindowedLog(DriveLog log, long startNanos, long durationNanos) {
        this.log = log;
        start = startNanos;
        duration = durationNanos;
    }

    @Override
    protected DriveLog log() {
        return log;
    }

    @Override
    public long lidarFrameCount() {
        return start == 0 && duration == Long.MAX_VALUE ? log.lidarFrameCount() : -1;
    }

    @Override
    public LogRecord next() {
        while (ready.isEmpty() && !ended) {
            LogRecord record = log.next();
            if (record == null) {
                ended = true;
            } else {
                take(record);
            }
        }
        return ready.poll();
    }

    private void take(LogRecord record) {
        first = first == Long.MIN_VALUE ? record.stampNanos() : first;
        long at = record.stampNanos() - first;
        if (at < start) {
            if (record instanceof LogRecord.Calibration calibration) {
                calibrations.put(record.robot(), calibration);
            }
        } else if (at - start >= duration) {
            ended = true;
        } else {
            begin(record);
            ready.add(record);
        }
    }

    private void begin(LogRecord record) {
        if (!begun) {
            begun = true;
            calibrations.values().forEach(c -> ready.add(
                    new LogRecord.Calibration(c.robot(), record.stampNanos(), c.mounts())));
        }
    }
}
