package dev.understudy.replay.scan;

import dev.understudy.replay.LogFormat;
import dev.understudy.replay.log.GroundLabels;
import dev.understudy.replay.messagelog.TopicOptions;
import java.nio.file.Path;
import java.util.Optional;

/** The LiDAR frames of a recorded log, named and labelled as its format does. */
final class FormatScans implements ScanReader {

    private final LogFormat format;
    private final Path path;
    private final LogScans scans;

    FormatScans(LogFormat format, Path path) {
        this.format = format;
        this.path = path;
        scans = new LogScans(format.open(path, TopicOptions.DISCOVER), format.scanName().orElse(LogScans.RUNNING));
    }

    @Override
    public Scan next() {
        return scans.next();
    }

    @Override
    public Optional<GroundLabels> groundLabels(Scan scan) {
        return format.groundLabels(path, scan.name(), scan.points());
    }

    @Override
    public void close() {
        scans.close();
    }
}
