package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.PairingReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A robot with a wide camera that looks ahead and a longer lens that looks at the large object to the left. */
class SeveralCamerasTest {

    private static final String ROBOT = "r1";
    private static final String LEFT = "camera_left";
    private static final long LEFT_OFFSET = 20_000_000L;
    private static final CameraMount FRONT_MOUNT = TestScene.mount(TestScene.CAMERA, 160, 0, 0);
    private static final CameraMount LEFT_MOUNT = TestScene.mount(LEFT, 400, Math.atan2(2, 8), LEFT_OFFSET);

    private final PerceptionDriver stream = new PerceptionDriver();

    @AfterEach
    void conservesAndCloses() {
        assertThat(FrameLedgers.imbalance(stream.ledger())).isEmpty();
        stream.close();
    }

    private void calibrate(CameraMount... mounts) {
        stream.send(Topics.CALIBRATION, ROBOT, Calibrations.toProto(ROBOT, List.of(mounts)).toByteArray());
    }

    private void left(int frame, byte[] image) {
        stream.send(Topics.CAMERA_FRAME, ROBOT, TestScene.camera(LEFT, TestScene.stamp(frame) + LEFT_OFFSET, image));
    }

    @Test
    void shouldKeepEachObjectsBestViewAndSayHowGoodItIs() {
        calibrate(FRONT_MOUNT, LEFT_MOUNT);
        stream.lidar(ROBOT, 0);
        stream.camera(ROBOT, 0);
        stream.camera(ROBOT, 1);
        assertThat(stream.clusters()).isEmpty();
        left(0, TestScene.jpeg());
        left(1, TestScene.jpeg());

        ClusterSet set = stream.clusters().get(0);
        assertThat(set.getPairing()).isEqualTo(PairingReason.PAIRED);
        ImageCrop large = cropAt(set, 2);
        ImageCrop small = cropAt(set, -3);
        assertThat(large.getCameraFrameId()).isEqualTo(LEFT);
        assertThat(small.getCameraFrameId()).isEqualTo(TestScene.CAMERA);
        assertThat(large.getImageStampNs()).isEqualTo(TestScene.stamp(0) + LEFT_OFFSET);
        assertThat(large.getSource().getOffset()).isNotEqualTo(small.getSource().getOffset());
        double side = Math.max(large.getRight() - large.getLeft(), large.getBottom() - large.getTop());
        assertThat((double) large.getQuality()).isCloseTo(
                side * large.getVisibleFraction() * (1 - large.getOccludedFraction()), within(0.01));
        FrameLedger ledger = stream.ledger();
        assertThat(ledger.getLidarPaired()).isEqualTo(1);
        assertThat(ledger.getCameraUsed()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWithTheCamerasThereAreWhenOneStaysSilent() {
        calibrate(FRONT_MOUNT, LEFT_MOUNT);
        stream.lidar(ROBOT, 0);
        stream.camera(ROBOT, 0);
        stream.camera(ROBOT, 1);
        stream.advance(Duration.ofSeconds(1));

        ClusterSet set = stream.clusters().get(0);
        assertThat(set.getPairing()).isEqualTo(PairingReason.PAIRED);
        assertThat(set.getClustersList()).extracting(c -> c.getCrop().getCameraFrameId())
                .containsOnly(TestScene.CAMERA);
    }

    @Test
    void shouldUseTheOtherCameraWhenOnesImageCannotBeDecoded() {
        calibrate(FRONT_MOUNT, LEFT_MOUNT);
        stream.lidar(ROBOT, 0);
        stream.send(Topics.CAMERA_FRAME, ROBOT, TestScene.camera(TestScene.stamp(0), new byte[] {1, 2, 3, 4}));
        left(0, TestScene.jpeg());
        stream.camera(ROBOT, 1);
        left(1, TestScene.jpeg());

        ClusterSet set = stream.clusters().get(0);
        assertThat(set.getPairing()).isEqualTo(PairingReason.PAIRED);
        assertThat(set.getImageStampNs()).isEqualTo(TestScene.stamp(0) + LEFT_OFFSET);
        assertThat(cropAt(set, 2).getCameraFrameId()).isEqualTo(LEFT);
        FrameLedger ledger = stream.ledger();
        assertThat(ledger.getLidarPaired()).isEqualTo(1);
        assertThat(ledger.getCameraUsed()).isEqualTo(1);
        assertThat(ledger.getCameraDeadMap()).containsEntry("camera-unreadable", 1L);
        assertThat(stream.dead()).hasSize(1);
    }

    @Test
    void shouldGoOnAloneWhenNoImageCanBeUsed() {
        calibrate(FRONT_MOUNT, LEFT_MOUNT);
        stream.lidar(ROBOT, 0);
        stream.send(Topics.CAMERA_FRAME, ROBOT, TestScene.camera(TestScene.stamp(0), new byte[] {1}));
        left(0, new byte[] {2});
        stream.camera(ROBOT, 1);
        left(1, TestScene.jpeg());

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing)
                .containsExactly(PairingReason.CAMERA_UNREADABLE);
        assertThat(stream.ledger().getLidarOnlyMap()).containsEntry("camera-unreadable", 1L);
        assertThat(stream.ledger().getCameraDeadMap()).containsEntry("camera-unreadable", 2L);
    }

    @Test
    void shouldMakeGoodTheRobotsMotionBetweenLidarAndShutter() {
        // 20 m/s ahead: 40 ms later everything is 0.8 m nearer.
        ImageCrop still = lateView("standing", 0);
        ImageCrop moved = lateView("driving", 20);
        // The small object's face is 11.7 m ahead (0.3 m before its centre); its box grows as 1 / distance.
        assertThat((moved.getRight() - 160) / (still.getRight() - 160)).isCloseTo(11.7f / 10.9f, within(0.01f));
    }

    /** The small object in an image 40 ms after frame 1, of a robot that drives at a speed; metres per second. */
    private ImageCrop lateView(String robot, double speed) {
        stream.calibration(robot);
        stream.send(Topics.POSE, robot, TestScene.pose(0, speed));
        stream.send(Topics.POSE, robot, TestScene.pose(1, speed));
        stream.lidar(robot, 1);
        stream.send(Topics.CAMERA_FRAME, robot, TestScene.camera(TestScene.stamp(1) + 40_000_000L));
        stream.camera(robot, 3);
        return cropAt(stream.clusters().get(0), -3);
    }

    /** Crop of the object that stands so far to the left. */
    private static ImageCrop cropAt(ClusterSet set, double y) {
        Cluster found = set.getClustersList().stream().filter(c -> Math.abs(c.getBox().getY() - y) < 0.5).findFirst()
                .orElseThrow();
        return found.getCrop();
    }
}
