package dev.understudy.perception.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FramePairingTest {

    private final PairingScript script = new PairingScript(PairingConfig.defaults());

    @Test
    void shouldTakeTheNearestImage() {
        script.lidar(1000).camera(960).camera(1010).camera(1040).camera(1060);
        assertThat(script.left()).containsExactly("1000:1010");
    }

    @Test
    void shouldTakeTheEarlierOfTwoEquallyNearImages() {
        script.lidar(1000).camera(980).camera(1020).camera(1060);
        assertThat(script.left()).containsExactly("1000:980");
    }

    @Test
    void shouldWaitUntilTheCameraHasPassedTheWindow() {
        script.lidar(1000).camera(1000).camera(1049);
        assertThat(script.left()).isEmpty();
        script.camera(1050);
        assertThat(script.left()).containsExactly("1000:1000");
    }

    @Test
    void shouldPairExactlyAtTheTolerance() {
        script.lidar(1000).camera(1050);
        assertThat(script.left()).containsExactly("1000:1050");
    }

    @Test
    void shouldNotPairBeyondTheTolerance() {
        script.lidar(1000).camera(949).camera(1051);
        assertThat(script.left()).containsExactly("1000:no-image-in-window");
    }

    @Test
    void shouldCompareStampsLessTheShutterOffset() {
        script.lidar(1000).camera("camera", 1000, 30).camera("camera", 1030, 30).camera("camera", 1080, 30);
        assertThat(script.left()).containsExactly("1000:1030");
    }

    @Test
    void shouldLetSeveralFramesShareTheirNearestImage() {
        script.lidar(1000).lidar(1050).camera(1020).camera(1120);
        assertThat(script.left()).containsExactly("1000:1020", "1050:1020");
        assertThat(script.decisions).extracting(d -> d.images().get(0).firstUse()).containsExactly(true, false);
        assertThat(script.fates()).containsExactly("1020:used");
    }

    @Test
    void shouldLeaveInStampOrderWhenFramesMayBeReordered() {
        PairingConfig patient = new PairingConfig(
                Duration.ofMillis(50), Duration.ZERO, Duration.ofMillis(200), 64, 256);
        PairingScript reordered = new PairingScript(patient).lidar(1000).lidar(1200).lidar(1100).camera(1000)
                .camera(1100).camera(1200).camera(1300).lidar(1300).lidar(1400);
        assertThat(reordered.left()).containsExactly("1000:1000", "1100:1100", "1200:1200");
    }

    @Test
    void shouldDropAFrameOlderThanTheNewestAsLate() {
        script.lidar(1000).lidar(900);
        assertThat(script.dropped).extracting(DroppedFrame::reason).containsExactly("late");
    }

    @Test
    void shouldDropDuplicatesOnBothSides() {
        script.lidar(1000).lidar(1000).lidar(1100).lidar(1000).camera(1000).camera(1000);
        assertThat(script.dropped).extracting(DroppedFrame::reason).containsExactly("duplicate", "duplicate");
        assertThat(script.fates()).containsExactly("1000:duplicate");
    }

    @Test
    void shouldGoOnAloneWhenTheCameraStaysSilent() {
        script.at(5000).lidar(1000).wallClock(5499);
        assertThat(script.left()).isEmpty();
        script.wallClock(5500);
        assertThat(script.left()).containsExactly("1000:camera-timeout");
    }

    @Test
    void shouldTakeWhatIsThereWhenOneOfTwoCamerasStaysSilent() {
        script.at(5000).calibration("front", "rear").lidar(1000).camera("front", 1005, 0).camera("front", 1105, 0);
        assertThat(script.left()).isEmpty();
        script.wallClock(5500);
        assertThat(script.left()).containsExactly("1000:1005");
    }

    @Test
    void shouldTakeEachCamerasNearestImageTheNearestFirst() {
        script.calibration("front", "left", "rear").lidar(1000).camera("front", 960, 0).camera("front", 1020, 0)
                .camera("left", 1035, 25).camera("front", 1070, 0).camera("left", 1135, 25).camera("rear", 1060, 0);
        assertThat(script.decisions).hasSize(1);
        assertThat(script.decisions.get(0).images()).extracting(i -> i.reference().getCameraFrameId() + ":"
                + i.reference().getStampNs() / PairingScript.MS).containsExactly("left:1035", "front:1020");
        script.endOfLog();
        assertThat(script.fates()).containsExactlyInAnyOrder("1035:used", "1020:used", "960:superseded",
                "1070:no-lidar-in-window", "1135:no-lidar-in-window", "1060:no-lidar-in-window");
        assertThat(FrameLedgers.imbalance(script.ledger.build())).isEmpty();
    }

    @Test
    void shouldWaitForTheLastOfSeveralCameras() {
        script.calibration("front", "rear").lidar(1000).camera("front", 1000, 0).camera("front", 1100, 0)
                .camera("rear", 1010, 0);
        assertThat(script.left()).isEmpty();
        script.camera("rear", 1110, 0);
        assertThat(script.decisions.get(0).images()).hasSize(2);
    }

    @Test
    void shouldNotTimeOutInEventTimeOnly() {
        PairingScript replay = new PairingScript(PairingConfig.defaults().eventTimeOnly());
        replay.at(0).lidar(1000).wallClock(1_000_000);
        assertThat(replay.left()).isEmpty();
    }

    @Test
    void shouldNotWaitForARobotWithoutCameras() {
        script.calibration().lidar(1000);
        assertThat(script.left()).containsExactly("1000:no-calibration");
    }

    @Test
    void shouldNotUseAnImageOfAnUncalibratedCamera() {
        script.calibration("front").camera("rear", 1000, 0);
        assertThat(script.fates()).containsExactly("1000:no-calibration");
    }

    @Test
    void shouldSendTheOldestFrameOnWhenTooManyWait() {
        for (int i = 0; i <= 64; i++) {
            script.lidar(1000 + 100 * i);
        }
        assertThat(script.left()).containsExactly("1000:pending-overflow");
    }

    @Test
    void shouldLetTheOldestImageGoWhenTooManyWait() {
        for (int i = 0; i <= 256; i++) {
            script.camera(1000 + 100 * i);
        }
        assertThat(script.fates()).containsExactly("1000:pending-overflow");
    }

    @Test
    void shouldNameWhyAnImageStayedUnused() {
        script.lidar(1000).camera(700).camera(1010).camera(1030).camera(1060).lidar(1300).endOfLog();
        assertThat(script.fates()).containsExactlyInAnyOrder("700:no-lidar-in-window", "1010:used",
                "1030:superseded", "1060:no-lidar-in-window");
    }

    @Test
    void shouldNotUseAnImageThatComesAfterItsFrameLeft() {
        script.at(0).lidar(1000).wallClock(600).lidar(1100).camera(1000);
        script.endOfLog();
        assertThat(script.left()).containsExactly("1000:camera-timeout", "1100:no-image-in-window");
        assertThat(script.fates()).containsExactly("1000:late");
    }

    @Test
    void shouldEmptyItselfAtTheEndOfTheLog() {
        script.lidar(1000).camera(1000).lidar(1100).endOfLog();
        assertThat(script.left()).containsExactly("1000:1000", "1100:no-image-in-window");
        assertThat(script.state.getPendingLidarCount() + script.state.getPendingCameraCount()).isZero();
    }
}
