package dev.understudy.replay.simulator.rays;

/**
 * Rays of a spinning LiDAR: one row per beam from the highest to the lowest, one column per azimuth step from left
 * to right (clockwise, as such sensors turn). Directions are unit vectors, so the ray parameter is the range.
 */
public final class SpinningRays extends RayTable {

    /** Cells added around every window against rounding. */
    private static final double MARGIN = 1;

    private final double top;
    private final double rowStep;
    private final double left;
    private final double columnStep;

    /**
     * @param beams number of beams, spread evenly
     * @param top elevation of the highest beam, radians
     * @param bottom elevation of the lowest beam, radians
     * @param steps number of azimuth steps
     * @param left azimuth of the first step, radians, counter-clockwise from x
     * @param right azimuth that the last step stops short of, radians, less than {@code left}
     */
    public SpinningRays(int beams, double top, double bottom, int steps, double left, double right) {
        super(beams, steps, 0, 1, 2);
        this.top = top;
        this.left = left;
        rowStep = (top - bottom) / Math.max(1, beams - 1);
        columnStep = (left - right) / steps;
        for (int r = 0; r < beams; r++) {
            row1[r] = (float) StrictMath.cos(top - r * rowStep);
            row2[r] = (float) StrictMath.sin(top - r * rowStep);
        }
        for (int c = 0; c < steps; c++) {
            col1[c] = (float) StrictMath.cos(left - c * columnStep);
            col2[c] = (float) StrictMath.sin(left - c * columnStep);
        }
    }

    @Override
    boolean window(double[] corners, double nearest, int[] w) {
        double low = 1e9;
        double high = -1e9;
        double minAzimuth = 1e9;
        double maxAzimuth = -1e9;
        double farthest = 0;
        for (int i = 0; i < 24; i += 3) {
            double azimuth = StrictMath.atan2(corners[i + 1], corners[i]);
            minAzimuth = Math.min(minAzimuth, azimuth);
            maxAzimuth = Math.max(maxAzimuth, azimuth);
            low = Math.min(low, corners[i + 2]);
            high = Math.max(high, corners[i + 2]);
            farthest = Math.max(farthest, StrictMath.hypot(corners[i], corners[i + 1]));
        }
        if (nearest < 0.3) {
            return clip(w, 0, rows(), 0, columns());
        }
        double up = StrictMath.atan2(high, high > 0 ? nearest : farthest);
        double down = StrictMath.atan2(low, low > 0 ? farthest : nearest);
        double firstRow = (top - up) / rowStep - MARGIN;
        double lastRow = (top - down) / rowStep + MARGIN;
        if (maxAzimuth - minAzimuth > Math.PI) {
            return clip(w, firstRow, lastRow, 0, columns());
        }
        return clip(w, firstRow, lastRow, (left - maxAzimuth) / columnStep - MARGIN,
                (left - minAzimuth) / columnStep + MARGIN);
    }

    @Override
    float nearestParameter(double[] corners, double nearest) {
        return (float) nearest;
    }
}
