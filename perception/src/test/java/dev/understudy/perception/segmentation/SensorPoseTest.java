package dev.understudy.perception.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.segmentation.SegmentationConfig.Ground;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sensor's height and tilt: found in the frame, but never outside of the bounds, and told when configured. */
class SensorPoseTest {

    private static final Ground ESTIMATED = Ground.estimated();

    @ParameterizedTest
    @ValueSource(doubles = {-3, -1, 4.5, 6, 9})
    void shouldKeepTheHeightWithinItsBounds(double height) {
        Segmentation result = segment(ESTIMATED, Street.tilted(31, height, 0, 0));

        assertThat(result.sensorHeight()).isBetween(ESTIMATED.minSensorHeight(), ESTIMATED.maxSensorHeight());
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 14, -20})
    void shouldKeepTheTiltWithinItsBound(double tilt) {
        Segmentation result = segment(ESTIMATED, Street.tilted(32, 1.73, tilt, 60));

        assertThat(Math.toDegrees(result.tilt())).isLessThanOrEqualTo(ESTIMATED.maxTiltDegrees() + 1e-6);
    }

    @Test
    void shouldStayNearAConfiguredHeightWhateverTheFrameSays() {
        Street street = Street.tilted(33, 1.73, 0, 0);

        assertThat(segment(Ground.mounted(0.9), street).sensorHeight()).isBetween(0.6, 1.2);
        assertThat(segment(ESTIMATED, street).sensorHeight()).isCloseTo(1.73, within(0.1));
    }

    @Test
    void shouldTakeAConfiguredHeightThatTheEstimateWouldNotReach() {
        Street street = Street.tilted(34, 5.5, 0, 0);

        Segmentation result = segment(Ground.mounted(5.4), street);

        assertThat(result.sensorHeight()).isCloseTo(5.5, within(0.1));
        assertThat(street.groundRecall(result.labels())).isGreaterThan(0.99);
    }

    private static Segmentation segment(Ground ground, Street street) {
        return new Segmenter(SegmentationConfig.defaults().withGround(ground)).segment(PointCloud.of(street.cloud()));
    }
}
