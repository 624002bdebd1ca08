package dev.understudy.replay.kitti;

import dev.understudy.replay.LogFormat;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.messagelog.TopicOptions;
import java.nio.file.Path;
import java.util.Optional;

/** Splits of the KITTI object benchmark, see {@link KittiObjectLog}. */
public final class KittiObjectFormat implements LogFormat {

    @Override
    public String name() {
        return "KITTI object";
    }

    @Override
    public String lookedFor() {
        return KittiObjectLog.LOOKED_FOR;
    }

    @Override
    public boolean recognises(Path path) {
        return KittiObjectLog.recognises(path);
    }

    @Override
    public DriveLog open(Path path, TopicOptions topics) {
        return KittiObjectLog.open(path);
    }

    @Override
    public LabelCoverage coverage() {
        return LabelCoverage.CAMERA_VIEW;
    }

    @Override
    public Optional<String> scanName() {
        return Optional.of("%06d");
    }

    /** PandaSet's plain layout and KITTI's tracking benchmark have a folder of scans of the same name. */
    @Override
    public boolean isLoose() {
        return true;
    }
}
