package dev.understudy.replay.log;

import java.util.List;

/**
 * A drive log of one robot whose index (stamps and file names) is in memory and whose frames stay on disk
 * until their turn. Damage to one record does not end the log: {@link #next()} throws once, and the call after
 * that goes on with the record behind the damaged one.
 */
public final class IndexedLog implements DriveLog {

    private final String name;
    private final String robot;
    private final List<LogEntry> entries;
    private int position;

    /** Takes the entries in any order; entries of equal stamp and kind keep the order given. */
    public IndexedLog(String name, String robot, List<LogEntry> entries) {
        this.name = name;
        this.robot = robot;
        this.entries = entries.stream().sorted(LogEntry.ORDER).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> robots() {
        return List.of(robot);
    }

    @Override
    public long lidarFrameCount() {
        return entries.stream().filter(e -> e.kind() == LogEntry.Kind.LIDAR).count();
    }

    @Override
    public LogRecord next() {
        if (position == entries.size()) {
            return null;
        }
        return entries.get(position++).reader().get();
    }

    @Override
    public void close() {
        position = entries.size();
    }
}
