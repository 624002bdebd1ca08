package dev.understudy.cli.adapt;

import dev.understudy.learning.teacher.ImageTeacher;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.log.DriveLogs;
import dev.understudy.replay.metrics.TruthMatcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads drive logs into frames of objects, the way the stream does; whatever labels a log has are dropped. */
final class AdaptFrames {

    private final ImageDecoder decoder = new ImageDecoder();
    private final ImageTeacher teacher;

    /** @param teacher null: no opinions */
    AdaptFrames(ImageTeacher teacher) {
        this.teacher = teacher;
    }

    List<AdaptFrame> read(List<Path> logs) {
        List<AdaptFrame> frames = new ArrayList<>();
        for (int i = 0; i < logs.size(); i++) {
            RecentImages images = new RecentImages(DriveLogs.open(logs.get(i)));
            try (ObjectHarvest harvest = ObjectHarvest.of(images, TruthMatcher.Coverage.EVERYWHERE)) {
                for (HarvestedFrame frame = harvest.next(); frame != null; frame = harvest.next()) {
                    // Tracks of two logs must not meet.
                    ClusterSet set = frame.set().toBuilder().setRobotId(i + "-" + frame.set().getRobotId()).build();
                    frames.add(new AdaptFrame(set, opinions(frame.set(), images)));
                }
            }
        }
        return frames;
    }

    private float[][] opinions(ClusterSet set, RecentImages images) {
        List<Cluster> objects = set.getClustersList();
        float[][] opinions = new float[objects.size()][];
        if (teacher == null) {
            return opinions;
        }
        Set<String> cameras = new TreeSet<>();
        objects.stream().filter(Cluster::hasCrop).forEach(o -> cameras.add(o.getCrop().getCameraFrameId()));
        for (String camera : cameras) {
            byte[] image = images.image(set.getRobotId(), camera, set.getImageStampNs());
            if (image != null) {
                float[][] own = teacher.teach(decoder.decode(image), camera, objects);
                for (int i = 0; i < own.length; i++) {
                    opinions[i] = own[i] == null ? opinions[i] : own[i];
                }
            }
        }
        return opinions;
    }
}
