package dev.understudy.perception.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.objects.FrameHeader;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.perception.pairing.PairedImage;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PairingReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameLineTest {

    private static final String ROBOT = "r1";

    private final List<ClusterSet> sets = new ArrayList<>();
    private final LineStores stores = LineStores.inMemory();
    private long nowMillis = LineScene.START_MILLIS;
    private FrameLine line = line(ImageUse.NONE);
    private long images;

    private FrameLine line(ImageUse use) {
        return new FrameLine(FrameLineConfig.defaults(), stores, use, () -> nowMillis, sets::add);
    }

    @AfterEach
    void conserves() {
        assertThat(FrameLedgers.imbalance(line.ledger())).isEmpty();
    }

    private void lidar(String robot, int frame) {
        line.onLidar(LineScene.header(robot, frame), LineScene.cloud());
    }

    private void image(String robot, String camera, int frame) {
        line.onCamera(robot, LineScene.image(camera, frame), frame, LineScene.source(images++));
    }

    private void frames(int from, int to) {
        for (int frame = from; frame < to; frame++) {
            lidar(ROBOT, frame);
            image(ROBOT, LineScene.FRONT, frame);
        }
    }

    @Test
    void shouldPairCropAndTrackAFrameOnceTheCameraHasPassedIt() {
        line.onCalibration(ROBOT, LineScene.calibration(ROBOT, LineScene.FRONT));
        frames(0, 3);

        assertThat(sets).extracting(ClusterSet::getStampNs)
                .containsExactly(LineScene.stamp(0), LineScene.stamp(1));
        assertThat(sets).allSatisfy(set -> {
            assertThat(set.getPairing()).isEqualTo(PairingReason.PAIRED);
            assertThat(set.getClustersList()).singleElement()
                    .matches(object -> object.hasCrop() && object.getTrackId() == 1);
        });
        assertThat(sets.get(1).getCameraSource()).isEqualTo(LineScene.source(1));
    }

    @Test
    void shouldLetWhateverWaitsGoAtTheEnd() {
        line.onCalibration(ROBOT, LineScene.calibration(ROBOT, LineScene.FRONT));
        frames(0, 2);
        line.onEnd(ROBOT);

        assertThat(sets).hasSize(2).allMatch(set -> set.getPairing() == PairingReason.PAIRED);
        assertThat(line.heldImages()).isZero();
        assertThat(line.ledger().getCameraUsed()).isEqualTo(2);
    }

    @Test
    void shouldHoldAnImageNoLongerThanAFrameMayTakeIt() {
        line.onCalibration(ROBOT, LineScene.calibration(ROBOT, LineScene.FRONT));
        for (int frame = 0; frame < 20; frame++) {
            frames(frame, frame + 1);
            assertThat(line.heldImages()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void shouldHoldNoImageOfACameraThatTheCalibrationDoesNotName() {
        line.onCalibration(ROBOT, LineScene.calibration(ROBOT, LineScene.FRONT));
        image(ROBOT, "other", 0);

        assertThat(line.heldImages()).isZero();
        assertThat(line.ledger().getCameraUnusedMap()).containsEntry("no-calibration", 1L);
    }

    @Test
    void shouldNotWaitForImagesOfARobotThatStatesNoCamera() {
        line.onCalibration(ROBOT, LineScene.calibration(ROBOT));
        lidar(ROBOT, 0);
        assertThat(sets).extracting(ClusterSet::getPairing).containsExactly(PairingReason.NO_CALIBRATION);
        line.onCalibration(ROBOT, null);
        lidar(ROBOT, 1);
        assertThat(sets).hasSize(1);
    }

    @Test
    void shouldSendAFrameOnAloneWhenACameraTimesOut() {
        line.onCalibration(ROBOT, LineScene.calibration(ROBOT, LineScene.FRONT));
        lidar(ROBOT, 0);
        nowMillis += 499;
        line.onWallClock();
        assertThat(sets).isEmpty();
        nowMillis += 1;
        line.onWallClock();

        assertThat(sets).extracting(ClusterSet::getPairing).containsExactly(PairingReason.CAMERA_TIMEOUT);
    }

    @Test
    void shouldTrackInTheFixedFrameWhileAPoseIsNotTooOld() {
        line.onPose(ROBOT, LineScene.pose(0, 0));
        frames(0, 4);

        assertThat(sets).extracting(ClusterSet::getFixedFrameId).containsExactly("map", "map", "");
    }

    @Test
    void shouldKeepRobotsApart() {
        line.onCalibration("a", LineScene.calibration("a", LineScene.FRONT));
        line.onCalibration("b", LineScene.calibration("b", LineScene.FRONT));
        lidar("a", 0);
        image("b", LineScene.FRONT, 0);
        image("b", LineScene.FRONT, 1);
        assertThat(sets).isEmpty();
        image("a", LineScene.FRONT, 1);

        assertThat(sets).extracting(ClusterSet::getPairing).containsExactly(PairingReason.NO_IMAGE_IN_WINDOW);
    }

    @Test
    void shouldGoOnWhereAnotherLineOnTheSameStoresHasStopped() {
        line.onCalibration(ROBOT, LineScene.calibration(ROBOT, LineScene.FRONT));
        frames(0, 2);
        lidar(ROBOT, 2);
        line = line(ImageUse.NONE);
        image(ROBOT, LineScene.FRONT, 2);
        frames(3, 4);

        // Images are no state: that of frame 1 was with the first line.
        assertThat(sets).extracting(ClusterSet::getPairing).containsExactly(PairingReason.PAIRED,
                PairingReason.CAMERA_EXPIRED, PairingReason.PAIRED);
        assertThat(sets).allMatch(set -> set.getClusters(0).getTrackId() == 1);
        assertThat(line.ledger().getLidarIn()).isEqualTo(4);
    }

    @Test
    void shouldRefuseWhatCannotBeUsedCountItAndGoOn() {
        line.onCalibration(ROBOT, LineScene.calibration(ROBOT, LineScene.FRONT));
        FrameHeader unset = new FrameHeader(ROBOT, LineScene.LIDAR, 0, 0);
        refuses(StampLimits.ZERO, () -> line.onLidar(unset, LineScene.cloud()));
        refuses(StampLimits.FUTURE, () -> lidar(ROBOT, 6001));
        refuses(SegmentationStep.NO_FINITE_POINT, () -> line.onLidar(LineScene.header(ROBOT, 0),
                PointCloud.ofFinite(new float[] {Float.NaN, 0, 0, 0})));
        CameraImage empty = new CameraImage(LineScene.FRONT, LineScene.stamp(0), ByteString.EMPTY);
        refuses(CameraImage.EMPTY, () -> line.onCamera(ROBOT, empty, 0, LineScene.source(99)));
        refuses(PoseBook.BAD_POSE,
                () -> line.onPose(ROBOT, LineScene.pose(0, 0).toBuilder().clearRotation().build()));
        frames(0, 2);

        assertThat(sets).hasSize(1);
        assertThat(line.ledger().getLidarDeadMap())
                .containsOnlyKeys(StampLimits.ZERO, StampLimits.FUTURE, SegmentationStep.NO_FINITE_POINT);
        assertThat(line.ledger().getCameraDeadMap()).containsOnlyKeys(CameraImage.EMPTY);
    }

    private static void refuses(String reason, Runnable record) {
        assertThatThrownBy(record::run).isInstanceOfSatisfying(BadFrameException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void shouldShowEachImageThatIsUsedAndTellOfEachThatCannotBeRead() {
        List<String> told = new ArrayList<>();
        line = line(new ImageUse() {
            @Override
            public ClusterSet used(ClusterSet set, CameraReference reference, RgbImage image) {
                told.add(reference.getCameraFrameId() + " " + image.width());
                return set.toBuilder().setTraceparent("seen").build();
            }

            @Override
            public void unreadable(PairedImage image, BadFrameException why) {
                told.add(image.reference().getCameraFrameId() + " " + why.reason());
            }
        });
        line.onCalibration(ROBOT, LineScene.calibration(ROBOT, LineScene.FRONT, "left"));
        lidar(ROBOT, 0);
        line.onCamera(ROBOT, new CameraImage("left", LineScene.stamp(0), ByteString.copyFromUtf8("no image")), 0,
                LineScene.source(100));
        image(ROBOT, LineScene.FRONT, 0);
        line.onEnd(ROBOT);

        assertThat(told).containsExactly("front 200", "left image-unreadable");
        assertThat(sets).singleElement().matches(set -> set.getTraceparent().equals("seen"));
    }
}
