package dev.understudy.replay.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.RealData;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.perception.line.FrameLineConfig;
import dev.understudy.perception.line.ImageUse;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.kitti.KittiRawLog;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.metrics.TruthMatcher;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneImageTest {

    @TempDir
    Path folder;

    @Test
    void shouldDrawASceneWithoutCameraAndTruth() throws Exception {
        Scene scene = new Scene("empty", new float[] {10, 0, 0, 1}, null, null, ClusterSet.getDefaultInstance(),
                List.of(), null);

        SceneImage.write(scene, folder.resolve("new/scene.png"));

        BufferedImage picture = ImageIO.read(folder.resolve("new/scene.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(1242);
        // 10 m ahead of the sensor, seen from above, is 35 m from the left edge and in the middle of the height
        int grey = picture.getRGB((int) (35 * 1242 / 85.0), 24 + (int) (25 * 1242 / 85.0)) & 0xff;
        assertThat(grey).isBetween(100, 130);
    }

    /** Leaves the picture in {@code target} to be looked at. */
    @Tag("real-data")
    @Test
    void shouldDrawBoxesOverARealFrame() {
        Path data = RealData.folder("kitti_raw");
        HarvestedFrame frame = frame(data, 10);
        DriveLog log = KittiRawLog.open(data);
        CameraMount mount = null;
        RgbImage image = null;
        float[] scan = null;
        for (LogRecord r = log.next(); r != null; r = log.next()) {
            if (r instanceof LogRecord.Calibration c) {
                mount = c.mounts().get(0);
            } else if (r instanceof LogRecord.LidarFrame l && l.stampNanos() == frame.set().getStampNs()) {
                scan = l.xyzi();
            } else if (r instanceof LogRecord.CameraFrame c && c.stampNanos() == frame.set().getImageStampNs()) {
                image = new ImageDecoder().decode(c.data());
            }
        }
        Path png = Path.of("target/scene/kitti_0013_10.png");

        SceneImage.write(new Scene("drive 0013, frame 10", scan, image, mount, frame.set(), labels(frame),
                frame.truth()), png);

        assertThat(Files.exists(png)).isTrue();
    }

    private static List<Scene.Label> labels(HarvestedFrame frame) {
        List<Scene.Label> labels = new ArrayList<>();
        for (int i = 0; i < frame.set().getClustersCount(); i++) {
            String name = frame.classes().get(i);
            labels.add(name == null || name.equals(TruthMatcher.BACKGROUND) ? null
                    : new Scene.Label(name, name + " #" + frame.set().getClusters(i).getTrackId()));
        }
        return labels;
    }

    private static HarvestedFrame frame(Path data, int index) {
        FrameLineConfig config = FrameLineConfig.defaults().withMaxObjects(128);
        try (ObjectHarvest harvest = new ObjectHarvest(KittiRawLog.open(data), config, LabelCoverage.CAMERA_VIEW,
                ImageUse.NONE)) {
            HarvestedFrame frame = harvest.next();
            for (int i = 0; i < index; i++) {
                frame = harvest.next();
            }
            return frame;
        }
    }
}
