package dev.understudy.cli;

import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.ForwardingLog;
import dev.understudy.replay.log.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** A log with other records in place of its own, such as those of a second sensor behind the first one's. */
public final class EditedLog extends ForwardingLog {

    private final DriveLog log;
    private final Function<LogRecord, List<LogRecord>> edit;
    private final Deque<LogRecord> ready = new ArrayDeque<>();

    /**
     * Edits a log.
     *
     * @param edit what comes in place of a record, at least one
     */
    public EditedLog(DriveLog log, Function<LogRecord, List<LogRecord>> edit) {
        this.log = log;
        this.edit = edit;
    }

    @Override
    protected DriveLog log() {
        return log;
    }

    @Override
    public LogRecord next() {
        if (ready.isEmpty()) {
            LogRecord record = log.next();
            if (record == null) {
                return null;
            }
            ready.addAll(edit.apply(record));
        }
        return ready.poll();
    }
}
