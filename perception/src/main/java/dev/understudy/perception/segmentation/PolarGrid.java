package dev.understudy.perception.segmentation;

/**
 * A grid of sectors and rings about the cloud's origin; rings grow with range, so that a cell holds about
 * as many returns of a spinning LiDAR far away as close by. Knows nothing of the sensor's own rings.
 */
final class PolarGrid {

    static final int SECTORS = 256;
    static final int RINGS = 64;
    /** Points taken at once: few enough to stay in the nearest cache, so that several are reckoned at a time. */
    static final int BLOCK = 1024;
    /** Cell of points that take no part: not finite, or out of range. */
    static final int OUTSIDE = -1;
    /** Points farther above or below the sensor take no part, metres: keeps cell numbers small. */
    private static final float MAX_HEIGHT = 1000;
    /** Outer edge of the innermost ring, metres: about the hull of the vehicle. */
    static final double INNER = 1.5;
    /** Rings are spread up to here at most; farther points count as on the outermost; metres. */
    private static final double OUTER = 120;

    // A float's exponent and top 4 mantissa bits cut r^2 into 16 steps per octave: r in steps of 2 %.
    private static final int KEY_SHIFT = 19;
    private static final int KEYS = 1 << (31 - KEY_SHIFT);

    private final byte[] ringOfKey = new byte[KEYS];
    private final double[] ringRange = new double[RINGS];
    private final float maxRangeSquared;
    // Scratch of one block: coordinates, and azimuth in sectors folded into the first eighth.
    private final float[] blockX = new float[BLOCK];
    private final float[] blockY = new float[BLOCK];
    private final float[] folded = new float[BLOCK];

    PolarGrid(double maxRange) {
        maxRangeSquared = (float) (maxRange * maxRange);
        double ringsPerLog = (RINGS - 1) / Math.log(Math.max(Math.min(maxRange, OUTER), 2 * INNER) / INNER);
        for (int key = 0; key < KEYS; key++) {
            double range = Math.sqrt(Float.intBitsToFloat(key << KEY_SHIFT));
            double ring = range < INNER ? 0 : 1 + Math.floor(Math.log(range / INNER) * ringsPerLog);
            ringOfKey[key] = (byte) (Double.isNaN(ring) ? RINGS - 1 : Math.min(ring, RINGS - 1));
        }
        for (int ring = 1; ring < RINGS; ring++) {
            ringRange[ring] = INNER * Math.exp((ring - 0.5) / ringsPerLog);
        }
    }

    /**
     * Cell of each point of a cloud from {@code start} to {@code end}, a block at most; cells of one sector are
     * consecutive from the inside out. NaN and infinity are outside.
     */
    void cellsOf(float[] xyzi, int start, int end, int[] cells) {
        int count = end - start;
        for (int i = 0, o = 4 * start; i < count; i++, o += 4) {
            blockX[i] = xyzi[o];
            blockY[i] = xyzi[o + 1];
        }
        foldedSectors(blockX, blockY, folded, count);
        for (int i = 0, o = 4 * start; i < count; i++, o += 4) {
            cells[start + i] = cell(blockX[i], blockY[i], xyzi[o + 2], folded[i]);
        }
    }

    /** Cell of one place. */
    int cellOf(float x, float y) {
        blockX[0] = x;
        blockY[0] = y;
        foldedSectors(blockX, blockY, folded, 1);
        return cell(x, y, 0, folded[0]);
    }

    private int cell(float x, float y, float z, float foldedSector) {
        float r2 = x * x + y * y;
        // Written so that NaN fails.
        if (!(r2 <= maxRangeSquared) || !(Math.abs(z) <= MAX_HEIGHT)) {
            return OUTSIDE;
        }
        return unfold((int) foldedSector, x, y) * RINGS + ringOfKey[Float.floatToRawIntBits(r2) >>> KEY_SHIFT];
    }

    /** Middle range of a ring, metres. */
    double rangeOf(int ring) {
        return ringRange[ring];
    }

    /**
     * Azimuth within its eighth of a turn, counted from the nearer axis, in sectors: an odd polynomial of the smaller
     * over the larger coordinate, a minimax fit of atan with an error below 0.01 sectors.
     */
    private static void foldedSectors(float[] x, float[] y, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            float ax = Math.abs(x[i]);
            float ay = Math.abs(y[i]);
            float t = Math.min(ax, ay) / (Math.max(ax, ay) + Float.MIN_NORMAL);
            float s = t * t;
            into[i] = t * (40.711635f + s * (-13.085856f + s * (5.959379f + s * -1.5884736f)));
        }
    }

    /** Mirrors a sector of the first eighth into the one of a place: beyond the diagonal, left, and right of x. */
    private static int unfold(int sector, float x, float y) {
        int steep = Float.floatToRawIntBits(Math.abs(x) - Math.abs(y)) >> 31;
        int behind = Float.floatToRawIntBits(x) >> 31;
        int right = Float.floatToRawIntBits(y) >> 31;
        return sector ^ steep & SECTORS / 4 - 1 ^ behind & SECTORS / 2 - 1 ^ right & SECTORS - 1;
    }
}
