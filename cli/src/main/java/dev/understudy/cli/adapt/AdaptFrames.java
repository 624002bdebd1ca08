package dev.understudy.cli.adapt;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.teacher.AttachedOpinions;
import dev.understudy.learning.teacher.ImageTeacher;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.perception.line.FrameLineConfig;
import dev.understudy.perception.line.ImageUse;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LabelCoverage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads drive logs into frames of objects, the way the stream does; whatever labels a log has are dropped. */
final class AdaptFrames {

    private final FrameLineConfig config;
    private final Taxonomy taxonomy;
    private final ImageTeacher teacher;

    /** @param teacher asked about every image that a crop is of; null: no opinions */
    AdaptFrames(FrameLineConfig config, Taxonomy taxonomy, ImageTeacher teacher) {
        this.config = config;
        this.taxonomy = taxonomy;
        this.teacher = teacher;
    }

    List<AdaptFrame> read(List<Path> logs) {
        List<AdaptFrame> frames = new ArrayList<>();
        for (int i = 0; i < logs.size(); i++) {
            frames.addAll(read(DriveLogs.open(logs.get(i)), i));
        }
        return frames;
    }

    /** One log, which is closed. */
    List<AdaptFrame> read(DriveLog log, int number) {
        List<AdaptFrame> frames = new ArrayList<>();
        try (ObjectHarvest harvest = new ObjectHarvest(log, config,
                LabelCoverage.EVERYWHERE, teacher == null ? ImageUse.NONE : this::ask)) {
            for (HarvestedFrame frame = harvest.next(); frame != null; frame = harvest.next()) {
                frames.add(frame(frame.set(), number));
            }
            if (frames.isEmpty() && !harvest.refused().isEmpty()) {
                throw new UserError(ExitCode.INPUT, log.name() + ": no frame can be used; records refused: "
                        + harvest.refused());
            }
        }
        return frames;
    }

    private ClusterSet ask(ClusterSet set, CameraReference reference, RgbImage image) {
        return AttachedOpinions.concern(set, reference)
                ? AttachedOpinions.ask(teacher, taxonomy.version(), set, reference, image).set() : set;
    }

    private AdaptFrame frame(ClusterSet set, int number) {
        float[][] opinions = AttachedOpinions.read(set.getClustersList(), taxonomy.version(),
                taxonomy.size(), flaw -> { });
        // Tracks of two logs must not meet. Samples hold an opinion blended in.
        ClusterSet.Builder own = set.toBuilder().setRobotId(number + "-" + set.getRobotId());
        own.getClustersBuilderList().forEach(Cluster.Builder::clearImageOpinion);
        return new AdaptFrame(own.build(), opinions);
    }
}
