package dev.understudy.replay.kitti;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.LogException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Poses of the LiDAR from GPS/IMU rows: latitude and longitude through the Mercator projection scaled at the first
 * row's latitude, altitude, and roll, pitch, yaw (yaw 0 = east, counter-clockwise), as KITTI's development kit
 * does. The map frame's origin is the first readable row's position; its axes stay east, north, up.
 *
 * <p>A pose is asked for at a scan's stamp and lies between two rows, so it is interpolated; before the first and
 * behind the last row it is extrapolated, by one interval at most.
 */
final class OxtsPoses {

    /** Equatorial radius, metres (WGS 84, rounded as in KITTI). */
    private static final double EARTH_RADIUS = 6_378_137;
    /** Latitude, longitude (degrees), altitude (metres), roll, pitch, yaw (radians) lead the row. */
    private static final int LEADING_VALUES = 6;
    private static final int YAW = 5;

    private final IntFunction<Row> rows;
    private final long[] stamps;
    private final RigidTransform imuFromLidar;
    private double scale;
    private double[] origin;

    /** One row's text, and where it stands. */
    record Row(String text, String place) {
    }

    /**
     * Takes the rows.
     *
     * @param rows reads the row of a frame when it is needed
     * @param stamps of the rows, Unix nanoseconds
     */
    OxtsPoses(IntFunction<Row> rows, long[] stamps, RigidTransform imuFromLidar) {
        this.rows = rows;
        this.stamps = stamps;
        this.imuFromLidar = imuFromLidar;
    }

    /** The rows of a raw drive, a file each, and {@code calib_imu_to_velo.txt}. */
    static OxtsPoses ofRaw(KittiStream stream, Path imuToVelo) {
        return new OxtsPoses(frame -> {
            Path file = stream.file(frame);
            List<String> lines = KittiFiles.lines(file);
            return new Row(lines.isEmpty() ? "" : lines.get(0), file.toString());
        }, stream.stamps(), new CalibrationFile(imuToVelo).rotationTranslation("R", "T").inverse());
    }

    /** Pose of the LiDAR in the map frame at a moment. */
    RigidTransform at(long stampNanos) {
        int found = Arrays.binarySearch(stamps, stampNanos);
        int before = Math.max(0, Math.min(found >= 0 ? found : -found - 2, stamps.length - 2));
        double[] a = metres(before);
        if (stamps.length == 1 || stamps[before + 1] == stamps[before]) {
            return pose(a);
        }
        double[] b = metres(before + 1);
        double share = (stampNanos - stamps[before]) / (double) (stamps[before + 1] - stamps[before]);
        share = Math.max(-1, Math.min(2, share));
        double turn = Math.IEEEremainder(b[YAW] - a[YAW], 2 * Math.PI);
        for (int i = 0; i < LEADING_VALUES; i++) {
            a[i] += share * (i == YAW ? turn : b[i] - a[i]);
        }
        return pose(a);
    }

    /** A row as east, north, up (metres, from the origin), roll, pitch, yaw. */
    private double[] metres(int frame) {
        Row read = rows.apply(frame);
        double[] row = KittiFiles.numbers(read.text(), read.place());
        if (row.length < LEADING_VALUES) {
            throw new LogException(read.place() + ": GPS/IMU row has " + row.length + " numbers, not at least "
                    + LEADING_VALUES);
        }
        double latitude = Math.toRadians(row[0]);
        if (origin == null) {
            scale = StrictMath.cos(latitude) * EARTH_RADIUS;
            origin = new double[] {scale * Math.toRadians(row[1]), northing(latitude), row[2]};
        }
        return new double[] {scale * Math.toRadians(row[1]) - origin[0], northing(latitude) - origin[1],
            row[2] - origin[2], row[3], row[4], row[YAW]};
    }

    private double northing(double latitude) {
        return scale * StrictMath.log(StrictMath.tan(Math.PI / 4 + latitude / 2));
    }

    /** Rz(yaw) Ry(pitch) Rx(roll) and the translation, moved from the IMU to the LiDAR. */
    private RigidTransform pose(double[] p) {
        double cr = StrictMath.cos(p[3]);
        double sr = StrictMath.sin(p[3]);
        double cp = StrictMath.cos(p[4]);
        double sp = StrictMath.sin(p[4]);
        double cy = StrictMath.cos(p[YAW]);
        double sy = StrictMath.sin(p[YAW]);
        return new RigidTransform(new double[] {
            cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr, p[0],
            sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr, p[1],
            -sp, cp * sr, cp * cr, p[2]}).after(imuFromLidar);
    }
}
