package dev.understudy.replay.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** A log as if several robots had driven it: every record comes once per copy, {@code name-1} to {@code name-N}. */
public final class MultipliedLog extends ForwardingLog {

    private final DriveLog log;
    private final int copies;
    private final Deque<LogRecord> ready = new ArrayDeque<>();

    /** Takes over a log: closing the copies closes it. */
    public MultipliedLog(DriveLog log, int copies) {
        this.log = log;
        this.copies = copies;
    }

    @Override
    protected DriveLog log() {
        return log;
    }

    @Override
    public List<String> robots() {
        return log.robots().stream()
                .flatMap(r -> IntStream.rangeClosed(1, copies).mapToObj(i -> r + "-" + i)).toList();
    }

    @Override
    public long lidarFrameCount() {
        return log.lidarFrameCount() < 0 ? -1 : log.lidarFrameCount() * copies;
    }

    @Override
    public LogRecord next() {
        if (ready.isEmpty()) {
            LogRecord record = log.next();
            for (int i = 1; record != null && i <= copies; i++) {
                ready.add(RecordCopy.of(record, record.robot() + "-" + i, 0, 0));
            }
        }
        return ready.poll();
    }
}
