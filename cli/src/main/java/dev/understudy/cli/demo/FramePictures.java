package dev.understudy.cli.demo;

import dev.understudy.cli.frames.JoinedFrame;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord.Calibration;
import dev.understudy.replay.log.LogRecord.CameraFrame;
import dev.understudy.replay.log.LogRecord.LidarFrame;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.render.Scene.Label;
import dev.understudy.replay.render.Scene;
import dev.understudy.replay.render.SceneImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A picture of one frame as the stream saw it: the frame with the most objects in the camera's view. Pixels and points
 * are read again from the log at the end, so that nothing of them is held during the run.
 */
final class FramePictures {

    private static final String FILE = "frame.png";

    private final RunFolder folder;
    private JoinedFrame best;
    private long bestCrops = -1;

    FramePictures(RunFolder folder) {
        this.folder = folder;
    }

    /** Keeps the frame if it shows more than the best one so far. */
    void consider(JoinedFrame frame) {
        long crops = frame.set().getClustersList().stream().filter(Cluster::hasCrop).count();
        if (crops > bestCrops) {
            bestCrops = crops;
            best = frame;
        }
    }

    /** Draws the picture; the answer says what it shows and its file. */
    Map<String, String> write(Supplier<DriveLog> again) {
        if (best == null) {
            return Map.of();
        }
        try (DriveLog log = again.get()) {
            Path file = folder.file(FILE);
            SceneImage.write(scene(log), file);
            return Map.of("objects in the camera image and from above", file.toString());
        }
    }

    private Scene scene(DriveLog log) {
        ClusterSet set = best.set();
        LidarFrame lidar = null;
        CameraFrame camera = null;
        Truth truth = null;
        CameraMount mount = null;
        boolean wantsImage = set.getImageStampNs() != 0;
        for (LogRecord r = log.next(); r != null && (lidar == null || camera == null && wantsImage); r = log.next()) {
            if (!r.robot().equals(set.getRobotId())) {
                continue;
            }
            if (r instanceof LidarFrame frame && frame.stampNanos() == set.getStampNs()
                    && frame.frameId().equals(set.getLidarFrameId())) {
                lidar = frame;
            } else if (r instanceof CameraFrame frame && frame.stampNanos() == set.getImageStampNs()) {
                camera = frame;
            } else if (r instanceof Truth labels && labels.stampNanos() == set.getStampNs()
                    && labels.lidarFrameId().equals(set.getLidarFrameId())) {
                truth = labels;
            } else if (r instanceof Calibration calibration) {
                mount = mountAt(calibration, set.getStampNs(), mount);
            }
        }
        RgbImage image = camera == null ? null : new ImageDecoder().decode(camera.data());
        return new Scene(title(set), lidar == null ? null : lidar.xyzi(), image, image == null ? null : mount, set,
                labels(set), truth);
    }

    private static CameraMount mountAt(Calibration calibration, long stamp, CameraMount otherwise) {
        CameraMount valid = otherwise;
        for (CameraMount mount : calibration.mounts()) {
            if (mount.validFromNanos() <= stamp) {
                valid = mount;
            }
        }
        return valid;
    }

    private List<Label> labels(ClusterSet set) {
        List<Label> labels = new ArrayList<>();
        for (Cluster cluster : set.getClustersList()) {
            ClassifiedObject event = best.events().get(0).get(cluster.getIndex());
            labels.add(new Label(event.getClassName(),
                    String.format(Locale.ROOT, "%s %.2f", event.getClassName(), event.getScore())));
        }
        return labels;
    }

    private static String title(ClusterSet set) {
        return String.format(Locale.ROOT, "%s  stamp %d ns  %d clusters, %d proposals", set.getRobotId(),
                set.getStampNs(), set.getClustersBeforeGating(), set.getClustersCount());
    }
}
