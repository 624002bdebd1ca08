package dev.understudy.cli.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.EditedLog;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.teacher.ImageTeacher;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.perception.line.FrameLineConfig;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A simulated robot (seed 7) with a second camera that looks to the right and exposes some milliseconds later. */
class AdaptFramesTest {

    private static final String FRONT = "camera_front";
    private static final String RIGHT = "camera_right";
    private static final Taxonomy TAXONOMY = Taxonomy.shipped("road-v1");
    private static final long LATER_NANOS = 10_000_000;

    @Test
    void shouldAskTheTeacherAboutTheImageOfEveryCropsCamera() {
        DriveLog log = new EditedLog(new SimulatedFleet(FleetConfig.of(7, 1, 2.5, 4, "source")),
                AdaptFramesTest::twoCameras);
        List<AdaptFrame> frames = new AdaptFrames(FrameLineConfig.defaults(), TAXONOMY, new Undecided()).read(log, 0);

        Set<String> cropped = new TreeSet<>();
        for (AdaptFrame frame : frames) {
            for (int i = 0; i < frame.opinions().length; i++) {
                Cluster object = frame.set().getClusters(i);
                assertThat(frame.opinions()[i] != null).as("%s", object.getCrop().getCameraFrameId())
                        .isEqualTo(object.hasCrop());
                if (object.hasCrop()) {
                    cropped.add(object.getCrop().getCameraFrameId());
                }
            }
        }
        assertThat(cropped).containsExactly(FRONT, RIGHT);
    }

    /** Gives every object of the image's camera the same chance of two classes. */
    private static final class Undecided implements ImageTeacher {

        @Override
        public String name() {
            return "undecided";
        }

        @Override
        public float[][] teach(RgbImage image, String cameraFrameId, List<Cluster> objects) {
            return objects.stream().map(object -> object.getCrop().getCameraFrameId().equals(cameraFrameId)
                    ? twoClasses() : null).toArray(float[][]::new);
        }

        private static float[] twoClasses() {
            float[] chances = new float[TAXONOMY.size()];
            chances[0] = 0.5f;
            chances[1] = 0.5f;
            return chances;
        }

        @Override
        public void close() {
        }
    }

    /** Gives every image a second time, as the right camera's. */
    private static List<LogRecord> twoCameras(LogRecord record) {
        if (record instanceof LogRecord.CameraFrame image) {
            return List.of(image, new LogRecord.CameraFrame(image.robot(), RIGHT, image.sequence(),
                    image.stampNanos() + LATER_NANOS, image.format(), image.data()));
        }
        return List.of(record instanceof LogRecord.Calibration front ? withRight(front) : record);
    }

    private static LogRecord withRight(LogRecord.Calibration front) {
        List<CameraMount> mounts = new ArrayList<>(front.mounts());
        for (CameraMount mount : front.mounts()) {
            mounts.add(new CameraMount(RIGHT, mount.lidarFrameId(), mount.validFromNanos(),
                    mount.shutterOffsetNanos() + LATER_NANOS, mount.intrinsics(),
                    mount.cameraFromLidar().after(RigidTransform.ofYaw(0, 0, 0, Math.PI / 2))));
        }
        return new LogRecord.Calibration(front.robot(), front.stampNanos(), mounts);
    }
}
