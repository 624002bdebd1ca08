package dev.understudy.perception.segmentation;

/**
 * A grid of sectors and rings about the cloud's origin; rings grow with range, so that a cell holds about
 * as many returns of a spinning LiDAR far away as close by. Knows nothing of the sensor's own rings.
 */
final class PolarGrid {

    static final int SECTORS = 256;
    static final int RINGS = 64;
    /** Cell of points that take no part: not finite, or out of range. */
    static final int OUTSIDE = -1;
    /** Points farther above or below the sensor take no part, metres: keeps cell numbers small. */
    private static final float MAX_HEIGHT = 1000;
    /** Outer edge of the innermost ring, metres: about the hull of the vehicle. */
    static final double INNER = 1.5;

    // A float's exponent and top 4 mantissa bits cut r^2 into 16 steps per octave: r in steps of 2 %.
    private static final int KEY_SHIFT = 19;
    private static final int KEYS = 1 << (31 - KEY_SHIFT);
    private static final float SECTORS_PER_QUARTER = SECTORS / 4f;

    private final byte[] ringOfKey = new byte[KEYS];
    private final double[] ringRange = new double[RINGS];
    private final float maxRangeSquared;

    PolarGrid(double maxRange) {
        maxRangeSquared = (float) (maxRange * maxRange);
        double ringsPerLog = (RINGS - 1) / Math.log(Math.max(maxRange, 2 * INNER) / INNER);
        for (int key = 0; key < KEYS; key++) {
            double range = Math.sqrt(Float.intBitsToFloat(key << KEY_SHIFT));
            double ring = range < INNER ? 0 : 1 + Math.floor(Math.log(range / INNER) * ringsPerLog);
            ringOfKey[key] = (byte) (Double.isNaN(ring) ? RINGS - 1 : Math.min(ring, RINGS - 1));
        }
        for (int ring = 1; ring < RINGS; ring++) {
            ringRange[ring] = INNER * Math.exp((ring - 0.5) / ringsPerLog);
        }
    }

    /** Cell of a point; cells of one sector are consecutive from the inside out. NaN and infinity are outside. */
    int cellOf(float x, float y, float z) {
        float r2 = x * x + y * y;
        // Written so that NaN fails.
        if (!(r2 <= maxRangeSquared) || !(Math.abs(z) <= MAX_HEIGHT)) {
            return OUTSIDE;
        }
        int sector = (int) (quarterTurns(x, y) * SECTORS_PER_QUARTER) & SECTORS - 1;
        return sector * RINGS + ringOfKey[Float.floatToRawIntBits(r2) >>> KEY_SHIFT];
    }

    /** Middle range of a ring, metres. */
    double rangeOf(int ring) {
        return ringRange[ring];
    }

    /**
     * Azimuth in quarter turns, [0, 4], counter-clockwise from x: an odd polynomial of the smaller over the larger
     * coordinate, error below 1e-4 quarter turns; 0 at the origin.
     */
    static float quarterTurns(float x, float y) {
        float ax = Math.abs(x);
        float ay = Math.abs(y);
        float t = Math.min(ax, ay) / (Math.max(ax, ay) + Float.MIN_NORMAL);
        float s = t * t;
        // Minimax fit of atan(t) * 2 / pi on [0, 1].
        float q = t * (0.6361193f + s * (-0.2044665f + s * (0.0931153f + s * -0.0248199f)));
        q = ay > ax ? 1 - q : q;
        q = x < 0 ? 2 - q : q;
        return y < 0 ? 4 - q : q;
    }
}
