package dev.understudy.perception.segmentation;

import java.util.Arrays;

/**
 * The lowest and the second-lowest point of each polar cell of a frame, whatever order the points come in. A point is
 * kept as one whole number that orders by height and, of equal heights, by place, so that finding the lowest takes no
 * branches: which points undercut the others is what no processor can predict.
 */
final class LowestPoints {

    /** Bits of a coordinate in the ground plane: 7 mm where the grid reaches 120 m. */
    private static final int PLACE_BITS = 15;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    /** Moves heights to where all floats are 1/4096 m apart, and their bits order as they do; metres. */
    private static final float LIFT = 3 * 1024;
    /** Moves places to where floats are whole numbers, with the number in the low bits. */
    private static final float TO_PLACE = (1 << 23) + (1 << PLACE_BITS - 1);
    /** No point: infinitely high. */
    private static final long NONE = (long) Float.floatToRawIntBits(Float.POSITIVE_INFINITY) << 2 * PLACE_BITS;

    // By cell: its lowest and its second-lowest point.
    private final long[] keys = new long[2 * PolarGrid.CELLS];
    private final float scale;
    private final float step;
    // Scratch of one block: place and height of each point as floats whose bits tell them.
    private final float[] placeX = new float[PolarGrid.BLOCK];
    private final float[] placeY = new float[PolarGrid.BLOCK];
    private final float[] lifted = new float[PolarGrid.BLOCK];

    /** For places whose coordinates are at most {@code reach} from 0; metres. */
    LowestPoints(double reach) {
        scale = (float) (((1 << PLACE_BITS - 1) - 1) / reach);
        step = 1 / scale;
    }

    void clear() {
        Arrays.fill(keys, NONE);
    }

    /** Adds a block of points to their cells; those of the block begin at {@code start}. */
    void add(float[] x, float[] y, float[] z, int[] cells, int start, int count) {
        linear(x, scale, TO_PLACE, placeX, count);
        linear(y, scale, TO_PLACE, placeY, count);
        linear(z, 1, LIFT, lifted, count);
        add(cells, start, count);
    }

    /** A loop so plain that many values are reckoned at a time. */
    private static void linear(float[] from, float factor, float offset, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = from[i] * factor + offset;
        }
    }

    private void add(int[] cells, int start, int count) {
        for (int i = 0; i < count; i++) {
            int place = (Float.floatToRawIntBits(placeX[i]) & PLACE_MASK) << PLACE_BITS
                    | Float.floatToRawIntBits(placeY[i]) & PLACE_MASK;
            long key = (long) Float.floatToRawIntBits(lifted[i]) << 2 * PLACE_BITS | place;
            int at = 2 * cells[start + i];
            long lowest = keys[at];
            long second = keys[at + 1];
            // The shift gives all ones where a difference is negative.
            long less = key - lowest;
            less &= less >> 63;
            long other = key - less - second;
            keys[at] = lowest + less;
            keys[at + 1] = second + (other & other >> 63);
        }
    }

    boolean hasLowest(int cell) {
        return keys[2 * cell] != NONE;
    }

    /** The lowest point of a cell, as {@link #x}, {@link #y} and {@link #z} read it. */
    long lowest(int cell) {
        return keys[2 * cell];
    }

    long second(int cell) {
        return keys[2 * cell + 1];
    }

    float x(long point) {
        return ((int) point >>> PLACE_BITS & PLACE_MASK) * step - (1 << PLACE_BITS - 1) * step;
    }

    float y(long point) {
        return ((int) point & PLACE_MASK) * step - (1 << PLACE_BITS - 1) * step;
    }

    /** Height of a point; infinite where there is none. */
    static float z(long point) {
        return Float.intBitsToFloat((int) (point >>> 2 * PLACE_BITS)) - LIFT;
    }
}
