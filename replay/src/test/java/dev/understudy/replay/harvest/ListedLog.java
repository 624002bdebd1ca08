package dev.understudy.replay.harvest;

import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A log of given records. */
public final class ListedLog implements DriveLog {

    private final Deque<LogRecord> records;

    public ListedLog(List<LogRecord> records) {
        this.records = new ArrayDeque<>(records);
    }

    @Override
    public String name() {
        return "listed";
    }

    @Override
    public List<String> robots() {
        return records.stream().map(LogRecord::robot).distinct().toList();
    }

    @Override
    public long lidarFrameCount() {
        return -1;
    }

    @Override
    public LogRecord next() {
        return records.poll();
    }

    @Override
    public void close() {
        records.clear();
    }
}
