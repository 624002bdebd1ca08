package dev.understudy.perception.segmentation;

import java.util.Arrays;

/**
 * Buckets points into cubic cells, cells into columns of up to 64 with a bit mask of the occupied levels, and columns
 * into tiles of 8 x 8 with a bit mask of the occupied places. What a point's place in its tile is counts the
 * bits before its own, so only tiles are looked up. Cells are numbered tile by tile, column by column, from the
 * bottom up, and points are laid out cell by cell. Arrays grow and are reused.
 */
final class VoxelColumns {

    /** Values per point of {@link #sorted}: x, y, z. */
    static final int POINT = 3;
    /** Points taken at once: short loops are compiled sooner than long ones. */
    static final int BLOCK = 256;
    /** Values per cell of {@link #bounds}: lowest x, y, z, highest x, y, z. */
    static final int BOUNDS = 6;
    /** Cells of fewer points have no {@link #bounds}: to look at the points is as quick. */
    static final int MANY = 24;
    /** Columns along a side of a tile, and the bits that count them. */
    static final int SIDE_BITS = 3;
    static final int SIDE = 1 << SIDE_BITS;
    /** Bits per axis in a tile's key, from the top: x, y, and the block of 64 levels. */
    static final int AXIS_BITS = 21;
    static final long STEP_X = 1L << 2 * AXIS_BITS;
    static final long STEP_Y = 1L << AXIS_BITS;
    static final int AXIS_MASK = (1 << AXIS_BITS) - 1;

    /** Makes cell numbers positive; a multiple of 64. */
    private static final double BIAS = 1 << AXIS_BITS - 1;
    private static final int FIRST_POINTS = 1 << 10;

    final TileTable tiles = new TileTable();
    /** Per tile, its first column: columns follow each other in the order of the tile's bits. */
    int[] firstColumn = new int[1];
    // Per point of the input: its tile, place and level; later its column; at last its cell.
    private int[] placeOf;
    private byte[] levelOf;
    int[] cellOf;
    // Per column.
    int columns;
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
        tiles.clear();
        for (int start = 0; start < count; start += BLOCK) {
            assignPlaces(points, start, Math.min(count, start + BLOCK), 1 / edge, base);
        }
        countColumns();
        for (int start = 0; start < count; start += BLOCK) {
            assignColumns(start, Math.min(count, start + BLOCK));
        }
        countCells();
        for (int start = 0; start < count; start += BLOCK) {
            assignCells(start, Math.min(count, start + BLOCK));
        }
        for (int cell = 2; cell < cells + 2; cell++) {
            first[cell] += first[cell - 1];
        }
        for (int start = 0; start < count; start += BLOCK) {
            layOut(points, start, Math.min(count, start + BLOCK));
        }
        measureCells();
    }

    static int y(long key) {
        return (int) (key >>> AXIS_BITS) & AXIS_MASK;
    }

    static int block(long key) {
        return (int) key & AXIS_MASK;
    }

    int size(int cell) {
        return first[cell + 1] - first[cell];
    }

    private void reserve(int room) {
        placeOf = new int[room];
        levelOf = new byte[room];
        cellOf = new int[room];
        masks = new long[room];
        firstCell = new int[room + 1];
        first = new int[room + 2];
        bounds = new float[room * BOUNDS];
        sorted = new float[room * POINT];
    }

    private void assignPlaces(float[] points, int start, int end, double perEdge, double base) {
        double biasZ = BIAS - base * perEdge;
        long lastKey = -1;
        int tile = -1;
        for (int i = start, o = POINT * start; i < end; i++, o += POINT) {
            // The bias makes the truncation a floor; double keeps a cell's diagonal exact far from the origin.
            int ix = (int) (points[o] * perEdge + BIAS);
            int iy = (int) (points[o + 1] * perEdge + BIAS);
            int iz = (int) (points[o + 2] * perEdge + biasZ);
            long key = (ix >> SIDE_BITS) * STEP_X + (iy >> SIDE_BITS) * STEP_Y + (iz >> 6);
            // Neighbours in the sensor's order mostly share a tile.
            if (key != lastKey) {
                tile = tiles.findOrAdd(key);
                lastKey = key;
            }
            int place = (ix & SIDE - 1) << SIDE_BITS | iy & SIDE - 1;
            tiles.places[tile] |= 1L << place;
            placeOf[i] = tile << 6 | place;
            levelOf[i] = (byte) (iz & 63);
        }
    }

    private void countColumns() {
        if (firstColumn.length <= tiles.size) {
            firstColumn = new int[tiles.keys.length + 1];
        }
        columns = 0;
        for (int tile = 0; tile < tiles.size; tile++) {
            firstColumn[tile] = columns;
            columns += Long.bitCount(tiles.places[tile]);
        }
        Arrays.fill(masks, 0, columns, 0);
    }

    private void assignColumns(int start, int end) {
        long[] places = tiles.places;
        for (int i = start; i < end; i++) {
            int place = placeOf[i];
            int tile = place >>> 6;
            int column = firstColumn[tile] + Long.bitCount(places[tile] & (1L << place) - 1);
            masks[column] |= 1L << levelOf[i];
            placeOf[i] = column;
        }
    }

    private void countCells() {
        cells = 0;
        for (int column = 0; column < columns; column++) {
            firstCell[column] = cells;
            cells += Long.bitCount(masks[column]);
        }
        firstCell[columns] = cells;
        Arrays.fill(first, 0, cells + 2, 0);
    }

    /** Finds the cells of points and counts them, one cell later than their own. */
    private void assignCells(int start, int end) {
        for (int i = start; i < end; i++) {
            int column = placeOf[i];
            int cell = firstCell[column] + Long.bitCount(masks[column] & (1L << levelOf[i]) - 1);
            cellOf[i] = cell;
            first[cell + 2]++;
        }
    }

    /** Scatters the points cell by cell; first[cell + 1] runs up to where the next cell begins. */
    private void layOut(float[] points, int start, int end) {
        for (int i = start, o = POINT * start; i < end; i++, o += POINT) {
            int to = POINT * first[cellOf[i] + 1]++;
            sorted[to] = points[o];
            sorted[to + 1] = points[o + 1];
            sorted[to + 2] = points[o + 2];
        }
    }

    private void measureCells() {
        for (int cell = 0; cell < cells; cell++) {
            if (size(cell) >= MANY) {
                measure(cell);
            }
        }
    }

    /** Finds the bounds of a cell. */
    void measure(int cell) {
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
