package dev.understudy.perception.segmentation;

/**
 * A grid of rings and sectors about the cloud's origin; rings grow with range, so that a cell holds about as many
 * returns of a spinning LiDAR far away as close by. Knows nothing of the sensor's own rings. Cells of one ring are
 * consecutive around the sensor, and rings follow each other from the inside out.
 */
final class PolarGrid {

    static final int SECTORS = 256;
    static final int RINGS = 64;
    /** Points taken at once: they stay in the nearest cache, and short loops are compiled sooner than long ones. */
    static final int BLOCK = 256;
    /** Cells from this one on take the points that take no part: not finite, or out of range. */
    static final int OUTSIDE = SECTORS * RINGS;
    /** All cells, with those outside. */
    static final int CELLS = OUTSIDE + SECTORS;
    /** Points farther above or below the sensor take no part, metres: keeps cell numbers small. */
    static final float MAX_HEIGHT = 1000;
    /** Outer edge of the innermost ring, metres: about the hull of the vehicle. */
    static final double INNER = 1.5;
    /** Rings are spread up to here at most; farther points count as on the outermost; metres. */
    private static final double OUTER = 120;

    // A float's exponent and top 4 mantissa bits cut r^2 into 16 steps per octave: r in steps of 2 %.
    private static final int KEY_SHIFT = 19;
    private static final int KEYS = 1 << (32 - KEY_SHIFT);
    /** Added to a number of up to 22 bits it leaves the nearest whole one in the low bits of the sum. */
    private static final float TO_WHOLE = 1 << 23;

    private final short[] ringStart = new short[KEYS];
    private final double[] ringRange = new double[RINGS];
    private final float maxRangeSquared;
    // Scratch of one block: coordinates, squared range, and azimuth in sectors folded into the left half.
    private final float[] blockX = new float[BLOCK];
    private final float[] blockY = new float[BLOCK];
    private final float[] blockZ = new float[BLOCK];
    private final float[] squared = new float[BLOCK];
    private final float[] azimuth = new float[BLOCK];

    PolarGrid(double maxRange) {
        maxRangeSquared = (float) (maxRange * maxRange);
        double ringsPerLog = (RINGS - 1) / StrictMath.log(Math.max(Math.min(maxRange, OUTER), 2 * INNER) / INNER);
        for (int key = 0; key < KEYS; key++) {
            float r2 = Float.intBitsToFloat(key << KEY_SHIFT);
            double logRange = StrictMath.log(r2 / (INNER * INNER)) / 2;
            double ring = r2 < INNER * INNER ? 0 : 1 + Math.floor(logRange * ringsPerLog);
            // Written so that NaN is outside.
            ringStart[key] = (short) (SECTORS * (r2 <= maxRangeSquared ? Math.min((int) ring, RINGS - 1) : RINGS));
        }
        for (int ring = 1; ring < RINGS; ring++) {
            ringRange[ring] = INNER * StrictMath.exp((ring - 0.5) / ringsPerLog);
        }
    }

    /**
     * Finds the cell of each point of a cloud from {@code start} to {@code end}, a block at most, and adds the points
     * to {@code lowest}.
     */
    void cellsOf(float[] xyzi, int start, int end, int[] cells, LowestPoints lowest) {
        int count = end - start;
        load(xyzi, start, count);
        azimuths(blockX, blockY, azimuth, count);
        squares(blockX, blockY, blockZ, maxRangeSquared, squared, count);
        number(cells, start, count);
        lowest.add(blockX, blockY, blockZ, cells, start, count);
    }

    /** Cell of one place. */
    int cellOf(float x, float y) {
        blockX[0] = x;
        blockY[0] = y;
        blockZ[0] = 0;
        azimuths(blockX, blockY, azimuth, 1);
        squares(blockX, blockY, blockZ, maxRangeSquared, squared, 1);
        return cell(0);
    }

    /** Middle range of a ring, metres. */
    double rangeOf(int ring) {
        return ringRange[ring];
    }

    private void load(float[] xyzi, int start, int count) {
        float[] x = blockX;
        float[] y = blockY;
        float[] z = blockZ;
        for (int i = 0; i < count; i++) {
            int o = 4 * (start + i);
            x[i] = xyzi[o];
            y[i] = xyzi[o + 1];
            z[i] = xyzi[o + 2];
        }
    }

    /**
     * Azimuth within the left half. Counted from the y axis that is 45 degrees and the arc tangent of t = (|x| - |y|) /
     * (|x| + |y|), an odd polynomial, a minimax fit with an error below 0.01 sectors; with the sign of x. Plain
     * arithmetic, so that many are reckoned at a time.
     */
    private static void azimuths(float[] x, float[] y, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            float ax = Math.abs(x[i]);
            float ay = Math.abs(y[i]);
            float t = (ax - ay) / (ax + ay + Float.MIN_NORMAL);
            float s = t * t;
            float aside = SECTORS / 8 + t * (40.711635f + s * (-13.085856f + s * (5.959379f + s * -1.5884736f)));
            float sign = x[i] / (ax + Float.MIN_NORMAL);
            // Rounds to the nearest whole number, so half a sector less gives the whole sectors.
            into[i] = TO_WHOLE + (SECTORS / 4 - 0.5f - sign * aside);
        }
    }

    /** Squared range; far too large, or not a number, for points that take no part. */
    private static void squares(float[] x, float[] y, float[] z, float limit, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            float squared = x[i] * x[i] + y[i] * y[i];
            float over = squared - limit;
            float above = Math.abs(z[i]) - MAX_HEIGHT;
            // While they are negative, neither changes anything.
            into[i] = squared + (over + Math.abs(over) + above + Math.abs(above)) * Float.MAX_VALUE;
        }
    }

    private void number(int[] cells, int start, int count) {
        for (int i = 0; i < count; i++) {
            cells[start + i] = cell(i);
        }
    }

    private int cell(int i) {
        // Right of x the half turn is mirrored.
        int right = Float.floatToRawIntBits(blockY[i]) >> 31;
        int sector = (Float.floatToRawIntBits(azimuth[i]) ^ right) & SECTORS - 1;
        return ringStart[Float.floatToRawIntBits(squared[i]) >>> KEY_SHIFT] + sector;
    }
}
