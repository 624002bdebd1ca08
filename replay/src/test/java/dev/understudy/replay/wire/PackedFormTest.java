package dev.understudy.replay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.RealData;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the 16-bit form costs and saves on real scans. */
@Tag("real-data")
class PackedFormTest {

    /** Metres: what is stated of points that near, and of any point up to 200 m. */
    private static final double NEAR = 30;
    private static final double NEAR_ERROR = 0.001;
    private static final double FAR_ERROR = 0.02;
    /** Of the bytes as float32: seven or eight of sixteen per point, and the scales. */
    private static final double RATIO = 0.51;

    @Test
    void shouldKeepAKittiScanWithinTheStatedError() {
        assertWithin("kitti_raw");
    }

    @Test
    void shouldKeepAPandaSetScanWithinTheStatedError() {
        assertWithin("pandaset_002");
    }

    private static void assertWithin(String log) {
        float[] scan = firstScan(log);
        PointCloud cloud = PointCloud.of(scan);
        byte[] packed = PointCloudCodec.encodePacked(cloud, 1, "lidar");
        int plain = PointCloudCodec.encode(cloud, 1, "lidar").length;
        PointCloud back = new PointCloud(16);
        new PointCloudCodec().decode(packed, true, back);
        double near = 0;
        double far = 0;
        int beyond = 0;
        for (int i = 0; i < scan.length; i += PointCloud.STRIDE) {
            double error = 0;
            for (int axis = 0; axis < 3; axis++) {
                error = Math.max(error, Math.abs(scan[i + axis] - back.values()[i + axis]));
            }
            if (Math.hypot(Math.hypot(scan[i], scan[i + 1]), scan[i + 2]) <= NEAR) {
                near = Math.max(near, error);
                beyond += error > NEAR_ERROR ? 1 : 0;
            }
            far = Math.max(far, error);
        }
        System.out.printf(Locale.ROOT,
                "%s: %d points, %d bytes as float32, %d packed (%.3f); largest error per axis %.3f mm within"
                + " %.0f m (%d points above 1 mm), %.3f mm anywhere%n", log, cloud.size(), plain, packed.length,
                (double) packed.length / plain, near * 1000, NEAR, beyond, far * 1000);
        assertThat(back.size()).isEqualTo(cloud.size());
        assertThat(near).isLessThanOrEqualTo(NEAR_ERROR);
        assertThat(far).isLessThanOrEqualTo(FAR_ERROR);
        assertThat((double) packed.length / plain).isLessThanOrEqualTo(RATIO);
    }

    private static float[] firstScan(String name) {
        try (DriveLog log = DriveLogs.open(RealData.folder(name))) {
            LogRecord record = log.next();
            while (!(record instanceof LogRecord.LidarFrame)) {
                record = log.next();
            }
            return ((LogRecord.LidarFrame) record).xyzi();
        }
    }
}
