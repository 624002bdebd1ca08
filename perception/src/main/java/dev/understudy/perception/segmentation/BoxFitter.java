package dev.understudy.perception.segmentation;

/**
 * Fits an upright box to one cluster: the yaw along which its cells lie closest to the sides of their rectangle (a car
 * shows a LiDAR an L of two sides), then the smallest box of that yaw that holds every point. Length is the longer
 * side, yaw is in [-90, 90) degrees along it.
 */
final class BoxFitter {

    /** Yaws that are tried over 90 degrees. */
    private static final int YAWS = 45;
    private static final double STEP = Math.PI / 2 / YAWS;
    /** The first search takes every fifth of them, the second the two on either side of the best. */
    private static final int COARSE = 5;
    /** Cells looked at for the yaw; larger clusters are thinned evenly. */
    private static final int MAX_CELLS = 48;
    /** Costs are whole numbers of this many to the metre: extremes of whole numbers need no branches. */
    private static final float UNITS = 4096;
    /** Farther from a side than this all points count the same: inside; 0.4 m. */
    private static final int INSIDE = (int) (0.4 * UNITS);
    private static final float[] COS = new float[YAWS];
    private static final float[] SIN = new float[YAWS];

    static {
        for (int i = 0; i < YAWS; i++) {
            COS[i] = (float) StrictMath.cos(i * STEP);
            SIN[i] = (float) StrictMath.sin(i * STEP);
        }
    }

    // Scratch: centres of the cells looked at, and their coordinates along a candidate's axes; units.
    private final float[] centreX = new float[MAX_CELLS];
    private final float[] centreY = new float[MAX_CELLS];
    private final int[] along = new int[MAX_CELLS];
    private final int[] across = new int[MAX_CELLS];
    private int centres;
    // Extents of the cluster along the chosen axes and z.
    private float minU;
    private float maxU;
    private float minV;
    private float maxV;
    private float low;
    private float high;

    /** Fits the box of one cluster, whose points and cells are known, and stores it in the result. */
    void fit(float[] xyzi, SingleLinkage linkage, Clusters clusters, Segmentation result, int id) {
        pickCentres(linkage, clusters.cells, clusters.cellStarts[id], clusters.cellStarts[id + 1]);
        int yaw = bestYaw();
        measure(xyzi, result.order, result.starts[id], result.starts[id + 1], COS[yaw], SIN[yaw]);
        store(yaw, result, id);
    }

    private void pickCentres(SingleLinkage linkage, int[] cells, int start, int end) {
        VoxelColumns grid = linkage.grid();
        float[] bounds = grid.bounds;
        int count = end - start;
        centres = Math.min(count, MAX_CELLS);
        for (int i = 0; i < centres; i++) {
            int cell = cells[start + (int) ((long) i * count / centres)];
            if (grid.size(cell) < VoxelColumns.MANY) {
                grid.measure(cell);
            }
            int o = VoxelColumns.BOUNDS * cell;
            float x = (bounds[o] + bounds[o + 3]) / 2;
            float y = (bounds[o + 1] + bounds[o + 4]) / 2;
            float factor = UNITS * linkage.warp().restore(x, y);
            centreX[i] = factor * x;
            centreY[i] = factor * y;
        }
    }

    private int bestYaw() {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int yaw = 0; yaw < YAWS; yaw += COARSE) {
            int cost = cost(COS[yaw], SIN[yaw], least);
            if (cost < least) {
                least = cost;
                best = yaw;
            }
        }
        int middle = best;
        for (int step = -(COARSE / 2); step <= COARSE / 2; step++) {
            int yaw = (middle + step + YAWS) % YAWS;
            int cost = step == 0 ? least : cost(COS[yaw], SIN[yaw], least);
            if (cost < least) {
                least = cost;
                best = yaw;
            }
        }
        return best;
    }

    /** How far, in all, the centres lie from the nearest side of their rectangle along a yaw; stops at the limit. */
    private int cost(float cos, float sin, int limit) {
        int loU = Integer.MAX_VALUE;
        int hiU = Integer.MIN_VALUE;
        int loV = Integer.MAX_VALUE;
        int hiV = Integer.MIN_VALUE;
        for (int i = 0; i < centres; i++) {
            int u = (int) (cos * centreX[i] + sin * centreY[i]);
            int v = (int) (cos * centreY[i] - sin * centreX[i]);
            along[i] = u;
            across[i] = v;
            loU = Math.min(loU, u);
            hiU = Math.max(hiU, u);
            loV = Math.min(loV, v);
            hiV = Math.max(hiV, v);
        }
        int sum = 0;
        for (int i = 0; i < centres && sum < limit; i++) {
            int du = Math.min(along[i] - loU, hiU - along[i]);
            int dv = Math.min(across[i] - loV, hiV - across[i]);
            sum += Math.min(INSIDE, Math.min(du, dv));
        }
        return sum;
    }

    private void measure(float[] xyzi, int[] order, int start, int end, float cos, float sin) {
        minU = Float.POSITIVE_INFINITY;
        maxU = Float.NEGATIVE_INFINITY;
        minV = Float.POSITIVE_INFINITY;
        maxV = Float.NEGATIVE_INFINITY;
        low = Float.POSITIVE_INFINITY;
        high = Float.NEGATIVE_INFINITY;
        for (int k = start; k < end; k++) {
            int o = 4 * order[k];
            float u = cos * xyzi[o] + sin * xyzi[o + 1];
            float v = cos * xyzi[o + 1] - sin * xyzi[o];
            float z = xyzi[o + 2];
            minU = u < minU ? u : minU;
            maxU = u > maxU ? u : maxU;
            minV = v < minV ? v : minV;
            maxV = v > maxV ? v : maxV;
            low = z < low ? z : low;
            high = z > high ? z : high;
        }
    }

    private void store(int yaw, Segmentation result, int id) {
        double u = (minU + maxU) / 2;
        double v = (minV + maxV) / 2;
        double x = COS[yaw] * u - SIN[yaw] * v;
        double y = SIN[yaw] * u + COS[yaw] * v;
        double along = maxU - minU;
        double across = maxV - minV;
        double heading = across > along ? (yaw - YAWS) * STEP : yaw * STEP;
        result.setBox(id, x, y, (low + high) / 2, Math.max(along, across), Math.min(along, across), high - low,
                heading);
    }
}
