package dev.understudy.replay.simulator.rays;

import dev.understudy.perception.camera.CameraMount.Intrinsics;

/**
 * Rays of a pinhole camera in optical axes (x right, y down, z forward), one per pixel centre. Directions have
 * z = 1, so the ray parameter is the depth.
 */
public final class PinholeRays extends RayTable {

    /** Bodies nearer than this cannot be bounded by projecting corners, metres. */
    private static final double NEAR = 0.2;

    private final Intrinsics lens;

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
        double left = 1e9;
        double right = -1e9;
        double top = 1e9;
        double bottom = -1e9;
        int behind = 0;
        for (int i = 0; i < 24; i += 3) {
            double z = corners[i + 2];
            if (z < NEAR) {
                behind++;
                continue;
            }
            double u = corners[i] / z * lens.fx() + lens.cx();
            double v = corners[i + 1] / z * lens.fy() + lens.cy();
            left = Math.min(left, u);
            right = Math.max(right, u);
            top = Math.min(top, v);
            bottom = Math.max(bottom, v);
        }
        if (behind == 8) {
            return false;
        }
        return behind > 0 ? clip(w, 0, rows(), 0, columns()) : clip(w, top - 1, bottom + 1, left - 1, right + 1);
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
