package dev.understudy.cli.evaluate;

import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import java.util.List;
import java.util.function.Consumer;

/** A log whose records someone else sees as they are read. */
record WatchedLog(DriveLog log, Consumer<LogRecord> watcher) implements DriveLog {

    @Override
    public String name() {
        return log.name();
    }

    @Override
    public List<String> robots() {
        return log.robots();
    }

    @Override
    public long lidarFrameCount() {
        return log.lidarFrameCount();
    }

    @Override
    public LogRecord next() {
        LogRecord record = log.next();
        if (record != null) {
            watcher.accept(record);
        }
        return record;
    }

    @Override
    public void close() {
        log.close();
    }
}
