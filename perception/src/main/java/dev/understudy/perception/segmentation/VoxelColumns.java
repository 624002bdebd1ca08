package dev.understudy.perception.segmentation;

import java.util.Arrays;

/**
 * Buckets points into cubic cells, and cells into columns of up to 64 with a bit mask of the occupied ones. Columns are
 * sorted by x, then y, then height; cells are numbered column by column from the bottom up, and points are laid
 * out cell by cell, so that a walk over neighbouring columns is a walk over neighbouring memory. Arrays grow and
 * are reused.
 */
final class VoxelColumns {

    /** Values per point of {@link #sorted}: x, y, z. */
    static final int POINT = 3;
    /** Values per cell of {@link #bounds}: lowest x, y, z, highest x, y, z. */
    static final int BOUNDS = 6;
    /** Bits per axis in a column's key, from the top: x, y, and the block of 64 levels. */
    static final int AXIS_BITS = 21;
    static final long STEP_X = 1L << 2 * AXIS_BITS;
    static final long STEP_Y = 1L << AXIS_BITS;
    static final int AXIS_MASK = (1 << AXIS_BITS) - 1;

    /** Makes cell numbers positive; a multiple of 64. */
    private static final double BIAS = 1 << AXIS_BITS - 1;
    private static final int FIRST_POINTS = 1 << 10;

    private final ColumnTable table = new ColumnTable();
    private final ColumnOrder order = new ColumnOrder();
    // Per point of the input: its column in the order of appearance, level in the column, and cell.
    private int[] columnOf;
    private byte[] levelOf;
    int[] cellOf;
    // Per column, sorted.
    int columns;
    long[] keys;
    long[] masks;
    int[] firstCell;
    // Per cell: its points are first[cell] .. first[cell + 1] of the sorted ones.
    int cells;
    int[] first;
    float[] bounds;
    float[] sorted;

    VoxelColumns() {
        reserve(FIRST_POINTS);
    }

    /**
     * Buckets {@code count} points given as {@code POINT} values each.
     *
     * @param edge side of a cell, metres
     * @param base height at which a block of 64 levels begins, best just below most points
     */
    void build(float[] points, int count, double edge, double base) {
        if (cellOf.length < count) {
            reserve(Math.max(count, cellOf.length + (cellOf.length >> 1)));
        }
        assignColumns(points, count, 1 / edge, base);
        sortColumns();
        assignCells(count);
        layOut(points, count);
        measureCells();
    }

    static int y(long key) {
        return (int) (key >>> AXIS_BITS) & AXIS_MASK;
    }

    static int block(long key) {
        return (int) key & AXIS_MASK;
    }

    private void reserve(int room) {
        columnOf = new int[room];
        levelOf = new byte[room];
        cellOf = new int[room];
        keys = new long[room];
        masks = new long[room];
        firstCell = new int[room + 1];
        first = new int[room + 2];
        bounds = new float[room * BOUNDS];
        sorted = new float[room * POINT];
    }

    private void assignColumns(float[] points, int count, double perEdge, double base) {
        table.clear();
        double biasZ = BIAS - base * perEdge;
        long lastKey = -1;
        int column = -1;
        for (int i = 0, o = 0; i < count; i++, o += POINT) {
            // The bias makes the truncation a floor; double keeps a cell's diagonal exact far from the origin.
            long ix = (long) (points[o] * perEdge + BIAS);
            long iy = (long) (points[o + 1] * perEdge + BIAS);
            int iz = (int) (points[o + 2] * perEdge + biasZ);
            long key = ix * STEP_X + iy * STEP_Y + (iz >> 6);
            // Neighbours in the sensor's order mostly share a column.
            if (key != lastKey) {
                column = table.findOrAdd(key);
                lastKey = key;
            }
            int level = iz & 63;
            table.masks[column] |= 1L << level;
            columnOf[i] = column;
            levelOf[i] = (byte) level;
        }
    }

    private void sortColumns() {
        columns = table.size;
        order.sort(table.keys, columns);
        cells = 0;
        for (int column = 0; column < columns; column++) {
            int appeared = order.appeared[column];
            keys[column] = table.keys[appeared];
            masks[column] = table.masks[appeared];
            firstCell[column] = cells;
            cells += Long.bitCount(masks[column]);
            order.rank[appeared] = column;
        }
        firstCell[columns] = cells;
    }

    private void assignCells(int count) {
        Arrays.fill(first, 0, cells + 2, 0);
        int[] rank = order.rank;
        for (int i = 0; i < count; i++) {
            int column = rank[columnOf[i]];
            int cell = firstCell[column] + Long.bitCount(masks[column] & (1L << levelOf[i]) - 1);
            cellOf[i] = cell;
            first[cell + 2]++;
        }
        for (int cell = 2; cell < cells + 2; cell++) {
            first[cell] += first[cell - 1];
        }
    }

    /** Scatters the points cell by cell; first[cell + 1] runs up to where the next cell begins. */
    private void layOut(float[] points, int count) {
        for (int i = 0, o = 0; i < count; i++, o += POINT) {
            int to = POINT * first[cellOf[i] + 1]++;
            sorted[to] = points[o];
            sorted[to + 1] = points[o + 1];
            sorted[to + 2] = points[o + 2];
        }
    }

    private void measureCells() {
        for (int cell = 0; cell < cells; cell++) {
            int o = POINT * first[cell];
            int end = POINT * first[cell + 1];
            float loX = sorted[o];
            float loY = sorted[o + 1];
            float loZ = sorted[o + 2];
            float hiX = loX;
            float hiY = loY;
            float hiZ = loZ;
            for (o += POINT; o < end; o += POINT) {
                float x = sorted[o];
                float y = sorted[o + 1];
                float z = sorted[o + 2];
                loX = Math.min(loX, x);
                loY = Math.min(loY, y);
                loZ = Math.min(loZ, z);
                hiX = Math.max(hiX, x);
                hiY = Math.max(hiY, y);
                hiZ = Math.max(hiZ, z);
            }
            int box = BOUNDS * cell;
            bounds[box] = loX;
            bounds[box + 1] = loY;
            bounds[box + 2] = loZ;
            bounds[box + 3] = hiX;
            bounds[box + 4] = hiY;
            bounds[box + 5] = hiZ;
        }
    }
}
