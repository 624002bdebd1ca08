package dev.understudy.replay;

import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.IndexedLog;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogEntry;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.messagelog.TopicOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A format of the tests alone: one frame of one point, its x, y, z and intensity in a line of text. */
public final class PointListFormat implements LogFormat {

    static final String SUFFIX = ".point";
    static final int SEQUENCE = 7;

    @Override
    public String name() {
        return "point list";
    }

    @Override
    public String lookedFor() {
        return "*" + SUFFIX;
    }

    @Override
    public boolean recognises(Path path) {
        return path.toString().endsWith(SUFFIX);
    }

    @Override
    public DriveLog open(Path path, TopicOptions topics) {
        return new IndexedLog("list", "robot", List.of(new LogEntry(1, LogEntry.Kind.LIDAR, () ->
                new LogRecord.LidarFrame("robot", "lidar", SEQUENCE, 1, points(path)))));
    }

    private static float[] points(Path path) {
        try {
            String[] values = Files.readString(path).trim().split(" ");
            float[] xyzi = new float[values.length];
            for (int i = 0; i < xyzi.length; i++) {
                xyzi[i] = Float.parseFloat(values[i]);
            }
            return xyzi;
        } catch (IOException e) {
            throw new LogException(path + ": cannot be read", e);
        }
    }

    @Override
    public LabelCoverage coverage() {
        return LabelCoverage.EVERYWHERE;
    }

    @Override
    public Optional<String> scanName() {
        return Optional.of("point-%03d");
    }
}
