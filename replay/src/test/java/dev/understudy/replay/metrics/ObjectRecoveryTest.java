package dev.understudy.replay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.segmentation.Segmenter;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.log.LogRecord.TruthObject;
import dev.understudy.replay.scan.Scan;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectRecoveryTest {

    /** A column of points every 0.1 m from (10, 0, 0) to (10 + n / 10, 0, 0), on no ground. */
    private static Scan row(int points, TruthObject... objects) {
        float[] xyzi = new float[4 * points];
        for (int i = 0; i < points; i++) {
            xyzi[4 * i] = 10 + 0.1f * i;
        }
        return new Scan("f", 1, xyzi, null, new Truth("r", "lidar", 1, "d", List.of(objects)));
    }

    private static TruthObject object(String type, double x, double length) {
        return new TruthObject(type, type, new OrientedBox(x + length / 2, 0, 0, length, 1, 1, 0), null);
    }

    private static Segmentation segment(Scan scan) {
        return new Segmenter(SegmentationConfig.exact(0.5)).segment(PointCloud.of(scan.xyzi()),
                new int[scan.points()]);
    }

    @Test
    void shouldRecoverAnObjectThatOneClusterFits() {
        Scan scan = row(40, object("Car", 10, 4));

        ObjectRecovery.Target car = new ObjectRecovery(scan).targets().get(0);

        assertThat(car.points()).hasSize(40);
        assertThat(ObjectRecovery.cluster(car, segment(scan))).isEqualTo(1);
    }

    @Test
    void shouldNotRecoverAnObjectThatIsHalfOfItsCluster() {
        Scan scan = row(80, object("Car", 10, 4));

        assertThat(ObjectRecovery.cluster(new ObjectRecovery(scan).targets().get(0), segment(scan))).isZero();
    }

    @Test
    void shouldLookOnlyAtRoadUsersWithEnoughPoints() {
        Scan scan = row(40, object("Cones", 10, 4), object("building", 10, 4), object("Cyclist", 10, 1.5));

        assertThat(new ObjectRecovery(scan).targets()).isEmpty();
    }
}
