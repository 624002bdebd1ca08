package dev.understudy.perception.segmentation;

import java.util.Arrays;

/**
 * Buckets points into cubic cells, and cells into columns of up to 64 with a bit mask of the occupied ones. Columns are
 * found through a hash table that keeps neighbours side by side; cells of a column are numbered
 * consecutively from the bottom up, and points are laid out cell by cell. Arrays grow and are reused.
 */
final class VoxelColumns {

    /** Values per point of {@link #sorted}: x, y, scaled z, squared tolerance. */
    static final int POINT = 4;
    /** Values per cell of {@link #bounds}: lowest x, y, z, largest squared tolerance, highest x, y, z, unused. */
    static final int BOUNDS = 8;
    /** Bits per axis in a column's key; one step along x, y or the 64-cell block is one addition. */
    static final int AXIS_BITS = 21;
    static final long STEP_X = 1L << 2 * AXIS_BITS;
    static final long STEP_Y = 1L << AXIS_BITS;

    private static final double BIAS = 1 << AXIS_BITS - 1;
    private static final int FIRST_TABLE_BITS = 18;
    private static final int FIRST_POINTS = 1 << 10;
    /** Odd, so that probing visits every slot, and larger than a neighbourhood. */
    private static final int PROBE = 1021;
    private static final int BLOCK_STRIDE = 7919 * 64 + 1;

    // Hash table: column + 1, or 0 where free; emptied by walking the columns.
    private int[] table = new int[1 << FIRST_TABLE_BITS];
    private int rowBits = FIRST_TABLE_BITS / 2;
    private int[] slotOf = new int[0];
    // Per point of the input: its column, level in the column, and cell.
    private int[] columnOf = new int[0];
    private byte[] levelOf = new byte[0];
    int[] cellOf = new int[0];
    // Per column.
    int columns;
    long[] keys = new long[0];
    long[] masks = new long[0];
    int[] firstCell = new int[0];
    // Per cell: its points are first[cell] .. first[cell + 1] of the sorted ones.
    int cells;
    int[] first = new int[0];
    float[] bounds = new float[0];
    float[] sorted = new float[0];

    VoxelColumns() {
        reserve(FIRST_POINTS);
    }

    /** Buckets {@code count} points given as {@code POINT} values each; the edge is the cells' side in metres. */
    void build(float[] points, int count, double edge) {
        reserve(count);
        assignColumns(points, count, 1 / edge);
        numberCells();
        assignCells(count);
        layOut(points, count);
    }

    /** The column with a key, or -1. */
    int find(long key) {
        int slot = slot(key);
        int entry = table[slot];
        while (entry != 0 && keys[entry - 1] != key) {
            slot = slot + PROBE & table.length - 1;
            entry = table[slot];
        }
        return entry - 1;
    }

    private void reserve(int count) {
        for (int i = 0; i < columns; i++) {
            table[slotOf[i]] = 0;
        }
        columns = 0;
        if (cellOf.length < count) {
            int room = Math.max(count, cellOf.length + (cellOf.length >> 1));
            columnOf = new int[room];
            levelOf = new byte[room];
            cellOf = new int[room];
            slotOf = new int[room];
            keys = new long[room];
            masks = new long[room];
            firstCell = new int[room + 1];
            first = new int[room + 2];
            bounds = new float[room * BOUNDS];
            sorted = new float[room * POINT];
        }
        while (table.length < 2 * count) {
            table = new int[2 * table.length];
            rowBits = Integer.numberOfTrailingZeros(table.length) / 2;
        }
    }

    private int slot(long key) {
        int ix = (int) (key >>> 2 * AXIS_BITS);
        int iy = (int) (key >>> AXIS_BITS) & (1 << AXIS_BITS) - 1;
        int block = (int) key & (1 << AXIS_BITS) - 1;
        return (ix << rowBits) + (iy & (1 << rowBits) - 1) + block * BLOCK_STRIDE & table.length - 1;
    }

    private void assignColumns(float[] points, int count, double perEdge) {
        long lastKey = -1;
        int column = -1;
        for (int i = 0, o = 0; i < count; i++, o += POINT) {
            // The bias makes the truncation a floor; double keeps a cell's diagonal exact far from the origin.
            long ix = (long) (points[o] * perEdge + BIAS);
            long iy = (long) (points[o + 1] * perEdge + BIAS);
            int iz = (int) (points[o + 2] * perEdge + BIAS);
            long key = ix * STEP_X + iy * STEP_Y + (iz >> 6);
            // Neighbours in the sensor's order mostly share a column.
            if (key != lastKey) {
                column = findOrAdd(key);
                lastKey = key;
            }
            int level = iz & 63;
            masks[column] |= 1L << level;
            columnOf[i] = column;
            levelOf[i] = (byte) level;
        }
    }

    private int findOrAdd(long key) {
        int slot = slot(key);
        int entry = table[slot];
        while (entry != 0) {
            if (keys[entry - 1] == key) {
                return entry - 1;
            }
            slot = slot + PROBE & table.length - 1;
            entry = table[slot];
        }
        keys[columns] = key;
        masks[columns] = 0;
        slotOf[columns] = slot;
        table[slot] = ++columns;
        return columns - 1;
    }

    private void numberCells() {
        cells = 0;
        for (int column = 0; column < columns; column++) {
            firstCell[column] = cells;
            cells += Long.bitCount(masks[column]);
        }
        firstCell[columns] = cells;
    }

    private void assignCells(int count) {
        Arrays.fill(first, 0, cells + 2, 0);
        for (int i = 0; i < count; i++) {
            int column = columnOf[i];
            int cell = firstCell[column] + Long.bitCount(masks[column] & (1L << levelOf[i]) - 1);
            cellOf[i] = cell;
            first[cell + 2]++;
        }
        for (int cell = 2; cell < cells + 2; cell++) {
            first[cell] += first[cell - 1];
        }
    }

    /** Scatters the points cell by cell (first[cell + 1] runs up to where the next cell begins) and bounds them. */
    private void layOut(float[] points, int count) {
        for (int cell = 0, o = 0; cell < cells; cell++, o += BOUNDS) {
            for (int k = 0; k < 3; k++) {
                bounds[o + k] = Float.POSITIVE_INFINITY;
                bounds[o + 4 + k] = Float.NEGATIVE_INFINITY;
            }
            bounds[o + 3] = 0;
        }
        for (int i = 0, o = 0; i < count; i++, o += POINT) {
            int cell = cellOf[i];
            int to = POINT * first[cell + 1]++;
            int box = BOUNDS * cell;
            float x = points[o];
            float y = points[o + 1];
            float z = points[o + 2];
            float tolerance = points[o + 3];
            sorted[to] = x;
            sorted[to + 1] = y;
            sorted[to + 2] = z;
            sorted[to + 3] = tolerance;
            bounds[box] = Math.min(bounds[box], x);
            bounds[box + 1] = Math.min(bounds[box + 1], y);
            bounds[box + 2] = Math.min(bounds[box + 2], z);
            bounds[box + 3] = Math.max(bounds[box + 3], tolerance);
            bounds[box + 4] = Math.max(bounds[box + 4], x);
            bounds[box + 5] = Math.max(bounds[box + 5], y);
            bounds[box + 6] = Math.max(bounds[box + 6], z);
        }
    }
}
