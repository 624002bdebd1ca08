package dev.understudy.perception.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.v1.RobotCalibration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CalibrationsTest {

    private static CameraMount mount(String camera, long validFrom) {
        return new CameraMount(camera, "lidar", validFrom, 7, new CameraMount.Intrinsics(640, 480, 500, 510, 320, 240,
                "plumb_bob", new double[] {0.1, 0.2, 0.3, 0.4, 0.5}), RigidTransform.ofYaw(1, 2, 3, 0.5));
    }

    @Test
    void shouldSurviveTheWayThroughTheMessage() {
        CameraMount before = mount("front", 5);
        CameraMount after = Calibrations.fromProto(Calibrations.toProto("robot", List.of(before))).get(0);
        assertThat(after).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void shouldTakeTheLatestEntryValidByTheStamp() {
        List<CameraMount> mounts = List.of(mount("front", 300), mount("front", 100), mount("rear", 150));
        assertThat(Calibrations.mountAt(mounts, "front", 99)).isEmpty();
        assertThat(Calibrations.mountAt(mounts, "front", 100)).contains(mounts.get(1));
        assertThat(Calibrations.mountAt(mounts, "front", 299)).contains(mounts.get(1));
        assertThat(Calibrations.mountAt(mounts, "front", 300)).contains(mounts.get(0));
        assertThat(Calibrations.mountAt(mounts, "side", 300)).isEmpty();
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertRefused(c -> c.getIntrinsicsBuilder().clearK(), "camera 'front': K has 0 values, not 9");
        assertRefused(c -> c.getIntrinsicsBuilder().setK(0, 0), "camera 'front': K has no focal length");
        assertRefused(c -> c.clearCameraFromLidar(), "camera_from_lidar has 0 values, not 12");
        assertRefused(c -> c.setCameraFromLidar(0, 2), "is not a rotation and a translation");
        assertRefused(c -> c.setCameraFromLidar(3, Double.NaN), "is not a rotation and a translation");
        assertRefused(c -> c.getIntrinsicsBuilder().setDistortionModel("plum_bob"), "'plum_bob' is unknown");
        assertRefused(c -> c.getIntrinsicsBuilder().addD(1), "plumb_bob needs 4 or 5 coefficients, got 6");
    }

    private static void assertRefused(Consumer<dev.understudy.proto.v1.CameraMount.Builder> change, String message) {
        RobotCalibration.Builder calibration = Calibrations.toProto("robot", List.of(mount("front", 0))).toBuilder();
        change.accept(calibration.getCamerasBuilder(0));
        assertThatThrownBy(() -> Calibrations.fromProto(calibration.build())).isInstanceOf(BadFrameException.class)
                .hasMessageContaining(message);
    }
}
