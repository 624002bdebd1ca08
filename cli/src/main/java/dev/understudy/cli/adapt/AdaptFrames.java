package dev.understudy.cli.adapt;

import dev.understudy.learning.teacher.ImageTeacher;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.metrics.TruthMatcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
            frames.addAll(read(DriveLogs.open(logs.get(i)), i));
        }
        return frames;
    }

    /** One log, which is closed. */
    List<AdaptFrame> read(DriveLog log, int number) {
        List<AdaptFrame> frames = new ArrayList<>();
        RecentImages images = new RecentImages(log);
        try (ObjectHarvest harvest = ObjectHarvest.of(images, TruthMatcher.Coverage.EVERYWHERE)) {
            for (HarvestedFrame frame = harvest.next(); frame != null; frame = harvest.next()) {
                // Tracks of two logs must not meet.
                ClusterSet set = frame.set().toBuilder().setRobotId(number + "-" + frame.set().getRobotId()).build();
                frames.add(new AdaptFrame(set, opinions(frame.set(), images)));
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
        // Each camera exposes at its own time; of one camera a frame has one image.
        Map<String, Long> stamps = new TreeMap<>();
        objects.stream().filter(Cluster::hasCrop).map(Cluster::getCrop)
                .forEach(crop -> stamps.put(crop.getCameraFrameId(), crop.getImageStampNs()));
        for (Map.Entry<String, Long> view : stamps.entrySet()) {
            byte[] image = images.image(set.getRobotId(), view.getKey(), view.getValue());
            if (image != null) {
                float[][] own = teacher.teach(decoder.decode(image), view.getKey(), objects);
                for (int i = 0; i < own.length; i++) {
                    opinions[i] = own[i] == null ? opinions[i] : own[i];
                }
            }
        }
        return opinions;
    }
}
