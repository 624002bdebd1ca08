package dev.understudy.replay.pandaset;

import dev.understudy.replay.LogFormat;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.GroundLabels;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.messagelog.TopicOptions;
import java.nio.file.Path;
import java.util.Optional;

/** Sequences of PandaSet in the plain layout, see {@link PandaSetLog}. */
public final class PandaSetFormat implements LogFormat {

    @Override
    public String name() {
        return "PandaSet";
    }

    @Override
    public String lookedFor() {
        return PandaSetLog.LOOKED_FOR;
    }

    @Override
    public boolean recognises(Path path) {
        return PandaSetLog.recognises(path);
    }

    @Override
    public DriveLog open(Path path, TopicOptions topics) {
        return PandaSetLog.open(path);
    }

    @Override
    public LabelCoverage coverage() {
        return LabelCoverage.EVERYWHERE;
    }

    @Override
    public Optional<String> scanName() {
        return Optional.of("%06d");
    }

    @Override
    public Optional<GroundLabels> groundLabels(Path path, String scan, int points) {
        return PointClasses.read(path, scan, points);
    }
}
