package dev.understudy.perception.segmentation;

import java.util.Arrays;

/** The lowest and the second-lowest point of each cell of a frame, whatever order the points come in. */
final class LowestPoints {

    /** Values per cell: x, y, z of the lowest point, one unused, and the same of the second-lowest; a cached line. */
    static final int STRIDE = 8;
    /** Where a cell's second-lowest point begins. */
    static final int SECOND = 4;

    /** Heights are infinite where there is no such point. */
    final float[] points;
    /** Height of each cell's second-lowest point: what most points fail to undercut, in a quarter of the memory. */
    private final float[] bar;

    LowestPoints(int cells) {
        points = new float[cells * STRIDE];
        bar = new float[cells];
    }

    void clear() {
        Arrays.fill(points, Float.POSITIVE_INFINITY);
        Arrays.fill(bar, Float.POSITIVE_INFINITY);
    }

    /** Adds the points of a cloud from {@code start} to {@code end}, last first; negative cells take none. */
    void add(float[] xyzi, int[] cells, int start, int end) {
        for (int i = end - 1; i >= start; i--) {
            int cell = cells[i];
            if (cell >= 0 && xyzi[4 * i + 2] <= bar[cell]) {
                insert(cell, xyzi[4 * i], xyzi[4 * i + 1], xyzi[4 * i + 2]);
            }
        }
    }

    private void insert(int cell, float x, float y, float z) {
        int o = cell * STRIDE;
        if (isBelow(x, y, z, o)) {
            put(o + SECOND, points[o], points[o + 1], points[o + 2]);
            put(o, x, y, z);
        } else if (isBelow(x, y, z, o + SECOND)) {
            put(o + SECOND, x, y, z);
        }
        bar[cell] = points[o + SECOND + 2];
    }

    /** Of equal heights the place decides, so that the order of points does not. */
    private boolean isBelow(float x, float y, float z, int o) {
        float known = points[o + 2];
        return z < known || z == known && (x < points[o] || x == points[o] && y < points[o + 1]);
    }

    private void put(int o, float x, float y, float z) {
        points[o] = x;
        points[o + 1] = y;
        points[o + 2] = z;
    }
}
