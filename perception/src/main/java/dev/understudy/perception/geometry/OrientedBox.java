package dev.understudy.perception.geometry;

/**
 * A box with a yaw about the vertical axis, in ROS axes (x forward, y left, z up).
 *
 * @param x centre, metres
 * @param y centre, metres
 * @param z centre, metres
 * @param length extent along the box's own x axis, metres
 * @param width extent along the box's own y axis, metres
 * @param height vertical extent, metres
 * @param yaw rotation about z, radians, counter-clockwise, 0 = along x
 */
public record OrientedBox(double x, double y, double z, double length, double width, double height, double yaw) {

    /** Says whether a point lies in the box grown by {@code margin} metres on every side. */
    public boolean contains(double px, double py, double pz, double margin) {
        double dx = px - x;
        double dy = py - y;
        double c = StrictMath.cos(yaw);
        double s = StrictMath.sin(yaw);
        return Math.abs(c * dx + s * dy) <= length / 2 + margin
                && Math.abs(c * dy - s * dx) <= width / 2 + margin
                && Math.abs(pz - z) <= height / 2 + margin;
    }

    /** The eight corners as x, y, z triples: bottom face counter-clockwise, then top face. */
    public double[] corners() {
        double c = StrictMath.cos(yaw);
        double s = StrictMath.sin(yaw);
        double[] out = new double[24];
        for (int i = 0; i < 8; i++) {
            double lx = (i % 4 == 0 || i % 4 == 3 ? 0.5 : -0.5) * length;
            double ly = (i % 4 < 2 ? 0.5 : -0.5) * width;
            out[3 * i] = x + c * lx - s * ly;
            out[3 * i + 1] = y + s * lx + c * ly;
            out[3 * i + 2] = z + (i < 4 ? -0.5 : 0.5) * height;
        }
        return out;
    }
}
