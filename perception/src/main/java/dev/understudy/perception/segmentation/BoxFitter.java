package dev.understudy.perception.segmentation;

/**
 * Fits an upright box to one cluster: the yaw along which its cells lie closest to the sides of their rectangle (a car
 * shows a LiDAR an L of two sides), then the smallest box of that yaw that holds every point. Length is the longer
 * side, yaw is in [-90, 90) degrees along it. Works on cells, and looks at points only where they may stick out.
 */
final class BoxFitter {

    /** Yaws of the first, coarse search over 90 degrees, and the finer steps around the best. */
    private static final int YAWS = 15;
    private static final double STEP = Math.PI / 2 / YAWS;
    private static final int FINE = 2;
    /** Cells looked at for the yaw; larger clusters are thinned evenly. */
    private static final int MAX_CELLS = 96;
    /** Farther from a side than this all points count the same: inside; metres. */
    private static final float INSIDE = 0.4f;
    private static final float[] COS = new float[YAWS];
    private static final float[] SIN = new float[YAWS];

    static {
        for (int i = 0; i < YAWS; i++) {
            COS[i] = (float) Math.cos(i * STEP);
            SIN[i] = (float) Math.sin(i * STEP);
        }
    }

    // Scratch: centres of the cells looked at, and their coordinates along a candidate's axes.
    private final float[] centreX = new float[MAX_CELLS];
    private final float[] centreY = new float[MAX_CELLS];
    private final float[] along = new float[MAX_CELLS];
    private final float[] across = new float[MAX_CELLS];
    private int centres;
    // Extents of the cluster along the chosen axes.
    private float minU;
    private float maxU;
    private float minV;
    private float maxV;

    /** Fits the box of one cluster and stores it in the result; {@code stretch} undoes the scaling of the cells' z. */
    void fit(VoxelColumns grid, Clusters clusters, Segmentation result, int id, float stretch) {
        int start = clusters.cellStarts[id];
        int end = clusters.cellStarts[id + 1];
        pickCentres(grid, clusters.cells, start, end);
        double yaw = bestYaw();
        measure(grid, clusters.cells, start, end, (float) Math.cos(yaw), (float) Math.sin(yaw));
        store(grid, clusters.cells, start, end, yaw, result, id, stretch);
    }

    private void pickCentres(VoxelColumns grid, int[] cells, int start, int end) {
        int count = end - start;
        centres = Math.min(count, MAX_CELLS);
        for (int i = 0; i < centres; i++) {
            int o = VoxelColumns.BOUNDS * cells[start + (int) ((long) i * count / centres)];
            centreX[i] = (grid.bounds[o] + grid.bounds[o + 4]) / 2;
            centreY[i] = (grid.bounds[o + 1] + grid.bounds[o + 5]) / 2;
        }
    }

    private double bestYaw() {
        int best = 0;
        float least = Float.POSITIVE_INFINITY;
        for (int i = 0; i < YAWS; i++) {
            float cost = cost(COS[i], SIN[i]);
            if (cost < least) {
                least = cost;
                best = i;
            }
        }
        double yaw = best * STEP;
        for (int i = -FINE; i <= FINE; i++) {
            double candidate = (best + i / (FINE + 1.0)) * STEP;
            float cost = i == 0 ? least : cost((float) Math.cos(candidate), (float) Math.sin(candidate));
            if (cost < least) {
                least = cost;
                yaw = candidate;
            }
        }
        return yaw;
    }

    /** How far, in all, the centres lie from the nearest side of their rectangle along a yaw. */
    private float cost(float cos, float sin) {
        float loU = Float.POSITIVE_INFINITY;
        float hiU = Float.NEGATIVE_INFINITY;
        float loV = Float.POSITIVE_INFINITY;
        float hiV = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < centres; i++) {
            float u = cos * centreX[i] + sin * centreY[i];
            float v = cos * centreY[i] - sin * centreX[i];
            along[i] = u;
            across[i] = v;
            loU = u < loU ? u : loU;
            hiU = u > hiU ? u : hiU;
            loV = v < loV ? v : loV;
            hiV = v > hiV ? v : hiV;
        }
        float sum = 0;
        for (int i = 0; i < centres; i++) {
            float du = Math.min(along[i] - loU, hiU - along[i]);
            float dv = Math.min(across[i] - loV, hiV - across[i]);
            sum += Math.min(INSIDE, Math.min(du, dv));
        }
        return sum;
    }

    private void measure(VoxelColumns grid, int[] cells, int start, int end, float cos, float sin) {
        minU = Float.POSITIVE_INFINITY;
        maxU = Float.NEGATIVE_INFINITY;
        minV = Float.POSITIVE_INFINITY;
        maxV = Float.NEGATIVE_INFINITY;
        float absCos = Math.abs(cos);
        float absSin = Math.abs(sin);
        for (int k = start; k < end; k++) {
            int o = VoxelColumns.BOUNDS * cells[k];
            float x = (grid.bounds[o] + grid.bounds[o + 4]) / 2;
            float y = (grid.bounds[o + 1] + grid.bounds[o + 5]) / 2;
            float halfX = grid.bounds[o + 4] - x;
            float halfY = grid.bounds[o + 5] - y;
            float u = cos * x + sin * y;
            float v = cos * y - sin * x;
            float halfU = absCos * halfX + absSin * halfY;
            float halfV = absCos * halfY + absSin * halfX;
            if (u - halfU < minU || u + halfU > maxU || v - halfV < minV || v + halfV > maxV) {
                measurePoints(grid, cells[k], cos, sin);
            }
        }
    }

    private void measurePoints(VoxelColumns grid, int cell, float cos, float sin) {
        float[] sorted = grid.sorted;
        int end = VoxelColumns.POINT * grid.first[cell + 1];
        for (int o = VoxelColumns.POINT * grid.first[cell]; o < end; o += VoxelColumns.POINT) {
            float u = cos * sorted[o] + sin * sorted[o + 1];
            float v = cos * sorted[o + 1] - sin * sorted[o];
            minU = u < minU ? u : minU;
            maxU = u > maxU ? u : maxU;
            minV = v < minV ? v : minV;
            maxV = v > maxV ? v : maxV;
        }
    }

    private void store(VoxelColumns grid, int[] cells, int start, int end, double yaw, Segmentation result, int id,
            float stretch) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int k = start; k < end; k++) {
            int o = VoxelColumns.BOUNDS * cells[k];
            low = Math.min(low, grid.bounds[o + 2]);
            high = Math.max(high, grid.bounds[o + 6]);
        }
        double u = (minU + maxU) / 2;
        double v = (minV + maxV) / 2;
        double x = Math.cos(yaw) * u - Math.sin(yaw) * v;
        double y = Math.sin(yaw) * u + Math.cos(yaw) * v;
        double length = maxU - minU;
        double width = maxV - minV;
        double heading = yaw;
        if (width > length) {
            length = width;
            width = maxU - minU;
            heading = yaw - Math.PI / 2;
        }
        if (heading >= Math.PI / 2) {
            heading -= Math.PI;
        } else if (heading < -Math.PI / 2) {
            heading += Math.PI;
        }
        result.setBox(id, x, y, stretch * (low + high) / 2, length, width, stretch * (high - low), heading);
    }
}
