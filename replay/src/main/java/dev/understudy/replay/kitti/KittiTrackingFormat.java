package dev.understudy.replay.kitti;

import dev.understudy.replay.LogFormat;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.messagelog.TopicOptions;
import java.nio.file.Path;
import java.util.Optional;

/** Sequences of the KITTI tracking benchmark, see {@link KittiTrackingLog}. */
public final class KittiTrackingFormat implements LogFormat {

    @Override
    public String name() {
        return "KITTI tracking";
    }

    @Override
    public String lookedFor() {
        return KittiTrackingLog.LOOKED_FOR;
    }

    @Override
    public boolean recognises(Path path) {
        return KittiTrackingLog.recognises(path);
    }

    @Override
    public DriveLog open(Path path, TopicOptions topics) {
        return KittiTrackingLog.open(path);
    }

    @Override
    public LabelCoverage coverage() {
        return LabelCoverage.CAMERA_VIEW;
    }

    @Override
    public Optional<String> scanName() {
        return Optional.of("%06d");
    }
}
