package dev.understudy.replay.log;

import java.util.function.Consumer;

/** A log whose records someone else sees as they are read. */
public final class WatchedLog extends ForwardingLog {

    private final DriveLog log;
    private final Consumer<LogRecord> watcher;

    /** Takes over a log: closing this closes it. */
    public WatchedLog(DriveLog log, Consumer<LogRecord> watcher) {
        this.log = log;
        this.watcher = watcher;
    }

    @Override
    protected DriveLog log() {
        return log;
    }

    @Override
    public LogRecord next() {
        LogRecord record = log.next();
        if (record != null) {
            watcher.accept(record);
        }
        return record;
    }
}
