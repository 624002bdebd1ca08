package dev.understudy.replay.simulator.rays;

import dev.understudy.perception.camera.CameraMount.Intrinsics;

/**
 * Rays of a pinhole camera in optical axes (x right, y down, z forward), one per pixel centre. Directions have
 * z = 1, so the ray parameter is the depth.
 */
public final class PinholeRays extends RayTable {

    /** Bodies are cut at this depth before their corners are projected, metres. */
    private static final double NEAR = 0.2;

    private final Intrinsics lens;
    // Bounds of the body in hand, pixels.
    private double left;
    private double right;
    private double top;
    private double bottom;

    public PinholeRays(Intrinsics lens) {
        super(lens.height(), lens.width(), 0, 2, 1);
        this.lens = lens;
        for (int r = 0; r < lens.height(); r++) {
            row1[r] = 1;
            row2[r] = (float) ((r - lens.cy()) / lens.fy());
        }
        for (int c = 0; c < lens.width(); c++) {
            col1[c] = (float) ((c - lens.cx()) / lens.fx());
            col2[c] = 1;
        }
    }

    @Override
    boolean window(double[] corners, double nearest, int[] w) {
        clear();
        for (int i = 0; i < 8; i++) {
            double z = corners[3 * i + 2];
            if (z >= NEAR) {
                include(corners[3 * i], corners[3 * i + 1], z);
            }
            // Edges lead to the corners that differ in one bit; one that crosses the near plane is cut there.
            for (int bit = 1; bit < 8; bit <<= 1) {
                int j = i ^ bit;
                double other = corners[3 * j + 2];
                if (z >= NEAR && other < NEAR) {
                    double share = (z - NEAR) / (z - other);
                    include(corners[3 * i] + share * (corners[3 * j] - corners[3 * i]),
                            corners[3 * i + 1] + share * (corners[3 * j + 1] - corners[3 * i + 1]), NEAR);
                }
            }
        }
        return left <= right && clip(w, top - 1, bottom + 1, left - 1, right + 1);
    }

    private void clear() {
        left = 1e9;
        right = -1e9;
        top = 1e9;
        bottom = -1e9;
    }

    private void include(double x, double y, double z) {
        double u = x / z * lens.fx() + lens.cx();
        double v = y / z * lens.fy() + lens.cy();
        left = Math.min(left, u);
        right = Math.max(right, u);
        top = Math.min(top, v);
        bottom = Math.max(bottom, v);
    }

    @Override
    float nearestParameter(double[] corners, double nearest) {
        double z = 1e9;
        for (int i = 2; i < 24; i += 3) {
            z = Math.min(z, corners[i]);
        }
        return (float) Math.max(0, z);
    }
}
