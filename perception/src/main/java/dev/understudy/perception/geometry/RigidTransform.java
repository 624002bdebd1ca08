package dev.understudy.perception.geometry;

import java.util.Arrays;

/**
 * A rigid transform as a 3x4 row-major matrix [R | t]: {@code X_target = R * X_source + t}, metres.
 * Immutable; the name of a variable reads target-from-source, e.g. {@code cameraFromLidar}.
 */
public final class RigidTransform {

    public static final RigidTransform IDENTITY =
            new RigidTransform(new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0});

    private final double[] m;

    /** Takes a copy of a 3x4 row-major matrix; its left 3x3 part must be a rotation. */
    public RigidTransform(double[] rowMajor3x4) {
        if (rowMajor3x4.length != 12) {
            throw new IllegalArgumentException("a rigid transform has 12 values, got " + rowMajor3x4.length);
        }
        m = rowMajor3x4.clone();
    }

    /** Translation by (x, y, z) after a rotation about z by {@code yaw} radians. */
    public static RigidTransform ofYaw(double x, double y, double z, double yaw) {
        double c = StrictMath.cos(yaw);
        double s = StrictMath.sin(yaw);
        return new RigidTransform(new double[] {c, -s, 0, x, s, c, 0, y, 0, 0, 1, z});
    }

    /** From a unit quaternion and a translation, as in a {@code FrameTransform}. */
    public static RigidTransform ofQuaternion(double qx, double qy, double qz, double qw,
            double tx, double ty, double tz) {
        return new RigidTransform(new double[] {
            1 - 2 * (qy * qy + qz * qz), 2 * (qx * qy - qz * qw), 2 * (qx * qz + qy * qw), tx,
            2 * (qx * qy + qz * qw), 1 - 2 * (qx * qx + qz * qz), 2 * (qy * qz - qx * qw), ty,
            2 * (qx * qz - qy * qw), 2 * (qy * qz + qx * qw), 1 - 2 * (qx * qx + qy * qy), tz});
    }

    /** This transform after {@code first}: {@code (this ∘ first)(x) = this(first(x))}. */
    public RigidTransform after(RigidTransform first) {
        double[] out = new double[12];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 4; c++) {
                double sum = c == 3 ? m[4 * r + 3] : 0;
                for (int k = 0; k < 3; k++) {
                    sum += m[4 * r + k] * first.m[4 * k + c];
                }
                out[4 * r + c] = sum;
            }
        }
        return new RigidTransform(out);
    }

    public RigidTransform inverse() {
        double[] out = new double[12];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                out[4 * r + c] = m[4 * c + r];
                out[4 * r + 3] -= m[4 * c + r] * m[4 * c + 3];
            }
        }
        return new RigidTransform(out);
    }

    /** Entry of the matrix, row 0..2, column 0..3: for loops that must not allocate. */
    public double at(int row, int column) {
        return m[4 * row + column];
    }

    public double applyX(double x, double y, double z) {
        return m[0] * x + m[1] * y + m[2] * z + m[3];
    }

    public double applyY(double x, double y, double z) {
        return m[4] * x + m[5] * y + m[6] * z + m[7];
    }

    public double applyZ(double x, double y, double z) {
        return m[8] * x + m[9] * y + m[10] * z + m[11];
    }

    /** A copy of the 3x4 row-major matrix. */
    public double[] toArray() {
        return m.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RigidTransform other && Arrays.equals(m, other.m);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m);
    }

    @Override
    public String toString() {
        return Arrays.toString(m);
    }
}
