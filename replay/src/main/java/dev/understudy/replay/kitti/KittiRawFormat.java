package dev.understudy.replay.kitti;

import dev.understudy.replay.LogFormat;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.messagelog.TopicOptions;
import java.nio.file.Path;
import java.util.Optional;

/** Drives of the KITTI raw data set, see {@link KittiRawLog}. */
public final class KittiRawFormat implements LogFormat {

    @Override
    public String name() {
        return "KITTI raw";
    }

    @Override
    public String lookedFor() {
        return KittiRawLog.LOOKED_FOR;
    }

    @Override
    public boolean recognises(Path path) {
        return KittiRawLog.recognises(path);
    }

    @Override
    public DriveLog open(Path path, TopicOptions topics) {
        return KittiRawLog.open(path);
    }

    @Override
    public LabelCoverage coverage() {
        return LabelCoverage.CAMERA_VIEW;
    }

    @Override
    public Optional<String> scanName() {
        return Optional.of("%010d");
    }
}
