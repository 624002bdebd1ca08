package dev.understudy.replay.kitti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.RealData;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.log.LogRecord.TruthObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Readings of real frames: geometry is right only if points inside a labelled box fall into its image box. */
@Tag("real-data")
class RealKittiTest {

    /** Pixels by which a point may miss its image box: the labels are drawn by hand. */
    private static final double SLACK = 6;

    @Test
    void shouldReadAllFramesOfTheRawDrive() {
        List<LogRecord> records = KittiRawLogTest.readAll(KittiRawLog.open(RealData.folder("kitti_raw")));

        assertThat(count(records, LogRecord.LidarFrame.class)).isEqualTo(20);
        assertThat(count(records, LogRecord.CameraFrame.class)).isEqualTo(20);
        assertThat(count(records, LogRecord.Pose.class)).isEqualTo(20);
        assertThat(cars(records)).hasSize(54);
    }

    @Test
    void shouldProjectPointsOfLabelledCarsIntoTheirImageBoxes() {
        assertThat(medianShareInImageBox(KittiRawLog.open(RealData.folder("kitti_raw")))).isGreaterThan(0.98);
        assertThat(medianShareInImageBox(KittiObjectLog.open(RealData.folder("kitti_object")))).isGreaterThan(0.98);
    }

    @Test
    void shouldDriveForwardAlongTheLidarsXAxis() {
        List<LogRecord.Pose> poses = KittiRawLogTest.readAll(KittiRawLog.open(RealData.folder("kitti_raw"))).stream()
                .filter(LogRecord.Pose.class::isInstance).map(LogRecord.Pose.class::cast).toList();
        RigidTransform first = poses.get(0).fixedFromFrame();
        RigidTransform last = poses.get(19).fixedFromFrame();
        RigidTransform moved = first.inverse().after(last);

        // the GPS/IMU rows state about 9.7 to 11 m/s forward over 1.97 s
        assertThat(moved.applyX(0, 0, 0)).isBetween(17.0, 24.0);
        assertThat(Math.abs(moved.applyY(0, 0, 0))).isLessThan(1.5);
        assertThat(Math.abs(moved.applyZ(0, 0, 0))).isLessThan(1.0);
    }

    private static double medianShareInImageBox(DriveLog log) {
        LogRecord.LidarFrame scan = null;
        CameraMount mount = null;
        List<Double> shares = new ArrayList<>();
        for (LogRecord record = log.next(); record != null; record = log.next()) {
            if (record instanceof LogRecord.Calibration c) {
                mount = c.mounts().get(c.mounts().size() - 1);
            } else if (record instanceof LogRecord.LidarFrame l) {
                scan = l;
            } else if (record instanceof LogRecord.Truth t) {
                for (TruthObject object : t.objects()) {
                    if (object.box() != null) {
                        addShare(object, scan.xyzi(), mount, shares);
                    }
                }
            }
        }
        shares.sort(null);
        return shares.get(shares.size() / 2);
    }

    private static void addShare(TruthObject object, float[] xyzi, CameraMount mount, List<Double> shares) {
        int inside = 0;
        int hits = 0;
        for (int i = 0; i < xyzi.length; i += 4) {
            if (object.box().contains(xyzi[i], xyzi[i + 1], xyzi[i + 2], 0)) {
                inside++;
                hits += hits(object.imageBox(), xyzi[i], xyzi[i + 1], xyzi[i + 2], mount) ? 1 : 0;
            }
        }
        if (inside > 0) {
            shares.add(hits / (double) inside);
        }
    }

    private static boolean hits(float[] box, double x, double y, double z, CameraMount mount) {
        RigidTransform t = mount.cameraFromLidar();
        double depth = t.applyZ(x, y, z);
        double u = mount.intrinsics().fx() * t.applyX(x, y, z) / depth + mount.intrinsics().cx();
        double v = mount.intrinsics().fy() * t.applyY(x, y, z) / depth + mount.intrinsics().cy();
        return u >= box[0] - SLACK && u <= box[2] + SLACK && v >= box[1] - SLACK && v <= box[3] + SLACK;
    }

    private static long count(List<LogRecord> records, Class<? extends LogRecord> type) {
        return records.stream().filter(type::isInstance).count();
    }

    private static List<TruthObject> cars(List<LogRecord> records) {
        return records.stream().filter(LogRecord.Truth.class::isInstance)
                .flatMap(r -> ((LogRecord.Truth) r).objects().stream())
                .filter(o -> o.className().equals("Car")).toList();
    }
}
