package dev.understudy.perception.segmentation;

/**
 * Fits an upright box to one cluster: the yaw along which its cells lie closest to the sides of their rectangle (a car
 * shows a LiDAR an L of two sides), then the smallest box of that yaw that holds every point. Length is the longer
 * side, yaw is in [-90, 90) degrees along it.
 */
final class BoxFitter {

    /** Yaws of the first, coarse search over 90 degrees, and the finer steps around the best. */
    private static final int YAWS = 15;
    private static final double STEP = Math.PI / 2 / YAWS;
    private static final int FINE = 2;
    /** Cells looked at for the yaw; larger clusters are thinned evenly. */
    private static final int MAX_CELLS = 48;
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
        double yaw = bestYaw();
        measure(xyzi, result.order, result.starts[id], result.starts[id + 1], (float) Math.cos(yaw),
                (float) Math.sin(yaw));
        store(yaw, result, id);
    }

    private void pickCentres(SingleLinkage linkage, int[] cells, int start, int end) {
        float[] bounds = linkage.grid().bounds;
        int count = end - start;
        centres = Math.min(count, MAX_CELLS);
        for (int i = 0; i < centres; i++) {
            int o = VoxelColumns.BOUNDS * cells[start + (int) ((long) i * count / centres)];
            float x = (bounds[o] + bounds[o + 3]) / 2;
            float y = (bounds[o + 1] + bounds[o + 4]) / 2;
            float factor = linkage.warp().restore(x, y);
            centreX[i] = factor * x;
            centreY[i] = factor * y;
        }
    }

    private double bestYaw() {
        int best = 0;
        float least = Float.POSITIVE_INFINITY;
        for (int i = 0; i < YAWS; i++) {
            float cost = cost(COS[i], SIN[i], least);
            if (cost < least) {
                least = cost;
                best = i;
            }
        }
        double yaw = best * STEP;
        for (int i = -FINE; i <= FINE; i++) {
            double candidate = (best + i / (FINE + 1.0)) * STEP;
            float cost = i == 0 ? least : cost((float) Math.cos(candidate), (float) Math.sin(candidate), least);
            if (cost < least) {
                least = cost;
                yaw = candidate;
            }
        }
        return yaw;
    }

    /** How far, in all, the centres lie from the nearest side of their rectangle along a yaw; stops at the limit. */
    private float cost(float cos, float sin, float limit) {
        float loU = Float.POSITIVE_INFINITY;
        float hiU = Float.NEGATIVE_INFINITY;
        float loV = Float.POSITIVE_INFINITY;
        float hiV = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < centres; i++) {
            float u = cos * centreX[i] + sin * centreY[i];
            float v = cos * centreY[i] - sin * centreX[i];
            along[i] = u;
            across[i] = v;
            // No branches: which centre is the next extreme can't be foreseen.
            loU = Math.min(loU, u);
            hiU = Math.max(hiU, u);
            loV = Math.min(loV, v);
            hiV = Math.max(hiV, v);
        }
        float sum = 0;
        for (int i = 0; i < centres && sum < limit; i++) {
            float du = Math.min(along[i] - loU, hiU - along[i]);
            float dv = Math.min(across[i] - loV, hiV - across[i]);
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

    private void store(double yaw, Segmentation result, int id) {
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
        result.setBox(id, x, y, (low + high) / 2, length, width, high - low, heading);
    }
}
