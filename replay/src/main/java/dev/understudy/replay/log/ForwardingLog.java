package dev.understudy.replay.log;

import java.util.List;

/** A log that is another one but for what a subclass changes; closing it closes the other. */
public abstract class ForwardingLog implements DriveLog {

    /** The other log. */
    protected abstract DriveLog log();

    @Override
    public String name() {
        return log().name();
    }

    @Override
    public List<String> robots() {
        return log().robots();
    }

    @Override
    public long lidarFrameCount() {
        return log().lidarFrameCount();
    }

    @Override
    public LogRecord next() {
        return log().next();
    }

    @Override
    public void close() {
        log().close();
    }
}
