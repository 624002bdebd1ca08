package dev.understudy.replay.kitti;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.LogException;
import java.nio.file.Path;
import java.util.List;

/**
 * Poses of the LiDAR from GPS/IMU rows: latitude and longitude through the Mercator projection scaled at the first
 * row's latitude, altitude, and roll, pitch, yaw (yaw 0 = east, counter-clockwise), as KITTI's development kit
 * does. The map frame's origin is the first readable row's position; its axes stay east, north, up.
 */
final class OxtsPose {

    /** Equatorial radius, metres (WGS 84, rounded as in KITTI). */
    private static final double EARTH_RADIUS = 6_378_137;
    /** Latitude, longitude, altitude, roll, pitch, yaw lead the row. */
    private static final int LEADING_VALUES = 6;

    private final RigidTransform imuFromLidar;
    private double scale;
    private double[] origin;

    /** Takes {@code calib_imu_to_velo.txt}. */
    OxtsPose(Path imuToVelo) {
        imuFromLidar = new CalibrationFile(imuToVelo).rotationTranslation("R", "T").inverse();
    }

    /** Pose of the LiDAR in the map frame. */
    RigidTransform read(Path file) {
        List<String> lines = KittiFiles.lines(file);
        double[] row = lines.isEmpty() ? new double[0] : KittiFiles.numbers(lines.get(0), file.toString());
        if (row.length < LEADING_VALUES) {
            throw new LogException(file + ": GPS/IMU row has " + row.length + " numbers, not at least "
                    + LEADING_VALUES);
        }
        double latitude = Math.toRadians(row[0]);
        if (origin == null) {
            scale = Math.cos(latitude) * EARTH_RADIUS;
            origin = mercator(latitude, row);
        }
        double[] position = mercator(latitude, row);
        return rotation(row[3], row[4], row[5], position[0] - origin[0], position[1] - origin[1],
                position[2] - origin[2]).after(imuFromLidar);
    }

    private double[] mercator(double latitude, double[] row) {
        return new double[] {scale * Math.toRadians(row[1]),
            scale * Math.log(Math.tan(Math.PI / 4 + latitude / 2)), row[2]};
    }

    /** Rz(yaw) Ry(pitch) Rx(roll), then the translation. */
    private static RigidTransform rotation(double roll, double pitch, double yaw, double x, double y, double z) {
        double cr = Math.cos(roll);
        double sr = Math.sin(roll);
        double cp = Math.cos(pitch);
        double sp = Math.sin(pitch);
        double cy = Math.cos(yaw);
        double sy = Math.sin(yaw);
        return new RigidTransform(new double[] {
            cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr, x,
            sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr, y,
            -sp, cp * sr, cp * cr, z});
    }
}
