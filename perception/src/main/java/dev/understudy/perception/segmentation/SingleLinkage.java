package dev.understudy.perception.segmentation;

import dev.understudy.perception.segmentation.SegmentationConfig.Linkage;

/**
 * Single linkage over points: two are in one component when a chain of links joins them, and a link is a distance of
 * at most the tolerance, in the space that {@link RangeWarp} shrinks. Exact, by cells so small that points of one
 * cell are linked by construction: only pairs of neighbouring cells are looked at, nearest first, and only while
 * they are not yet in one component.
 */
final class SingleLinkage {

    /** Shrinks a cell so that rounding can't make its diagonal longer than the tolerance. */
    private static final double EDGE_MARGIN = 1 - 1e-9;

    /** So many blocks of points are not looked at for neighbours in order after one that has few. */
    private static final int BLOCKS_LEFT_OUT = 15;

    /** How many cells away a linked point can be along one axis: the cell's diagonal is the tolerance. */
    static final int REACH = 2;

    private final RangeWarp warp;
    private final double edge;
    private final float toleranceSquared;
    private final VoxelColumns grid = new VoxelColumns();
    private final CellForest forest = new CellForest();
    // Points as shrunk x, y, z.
    private float[] points = new float[0];
    // Per column: a cell of its component when its cells are known to be in one, else -1.
    private int[] rootOf = new int[0];
    // Per tile and window: the tile it looks into, or none.
    private int[] neighbours = new int[0];

    SingleLinkage(Linkage linkage) {
        warp = new RangeWarp(linkage);
        edge = linkage.tolerance() / Math.sqrt(3) * EDGE_MARGIN;
        toleranceSquared = (float) (linkage.tolerance() * linkage.tolerance());
    }

    /**
     * Finds the components of some points of a cloud; {@link #component} then answers for each of them.
     *
     * @param base a height just below most of the points: speeds up, and changes nothing else
     */
    void link(float[] xyzi, int[] chosen, int count, double base) {
        load(xyzi, chosen, count);
        grid.build(points, count, edge, base);
        forest.reset(grid.cells);
        if (rootOf.length < grid.columns) {
            rootOf = new int[grid.masks.length];
        }
        joinNeighbours(count);
        for (int column = 0; column < grid.columns; column++) {
            linkWithin(column);
        }
        findNeighbours();
        // The columns around first: later pairs mostly meet equal roots.
        noteRoots();
        linkTiles(TileWindows.NEAR, TileWindows.NEAR_EDGE);
        noteRoots();
        linkTiles(TileWindows.FAR, TileWindows.FAR_EDGE);
        forest.flatten();
    }

    /** Component of the i-th chosen point: the number of one of its cells. */
    int component(int i) {
        return forest.parent[grid.cellOf[i]];
    }

    /** Component of a cell. */
    int componentOfCell(int cell) {
        return forest.parent[cell];
    }

    VoxelColumns grid() {
        return grid;
    }

    RangeWarp warp() {
        return warp;
    }

    private void load(float[] xyzi, int[] chosen, int count) {
        if (points.length < count * VoxelColumns.POINT) {
            points = new float[Math.max(count * VoxelColumns.POINT, points.length + (points.length >> 1))];
        }
        warp.shrink(xyzi, chosen, count, points);
    }

    /**
     * Joins the cells of points that follow each other, as those of one beam do, where they are within tolerance. It
     * only spares later work: where few neighbours in order are neighbours in space, the next blocks are left out.
     */
    private void joinNeighbours(int count) {
        for (int start = 0; start < count; start += VoxelColumns.BLOCK) {
            boolean isOrdered = joinNeighbours(start, Math.min(count, start + VoxelColumns.BLOCK));
            start += isOrdered ? 0 : BLOCKS_LEFT_OUT * VoxelColumns.BLOCK;
        }
    }

    /** Says whether most of a block's points lie beside the one before. */
    private boolean joinNeighbours(int start, int end) {
        int last = grid.cellOf[start];
        int lastRoot = forest.root(last);
        int apart = 0;
        for (int i = start + 1, o = VoxelColumns.POINT * i; i < end; i++, o += VoxelColumns.POINT) {
            int cell = grid.cellOf[i];
            if (cell != last) {
                int root = forest.root(cell);
                if (root != lastRoot) {
                    if (reaches(points, o - VoxelColumns.POINT, o, points[o], points[o + 1], points[o + 2])) {
                        root = forest.union(root, lastRoot);
                    } else {
                        apart++;
                    }
                }
                last = cell;
                lastRoot = root;
            }
        }
        return 2 * apart < end - start;
    }

    private void findNeighbours() {
        TileTable tiles = grid.tiles;
        if (neighbours.length < tiles.size * TileWindows.COUNT) {
            neighbours = new int[tiles.keys.length * TileWindows.COUNT];
        }
        for (int tile = 0, at = 0; tile < tiles.size; tile++) {
            for (int window = 0; window < TileWindows.COUNT; window++) {
                neighbours[at++] = tiles.find(tiles.keys[tile] + TileWindows.OFFSET[window]);
            }
        }
    }

    /** Links every column with those that lie in its windows. */
    private void linkTiles(long[][] windows, long[] edges) {
        TileTable tiles = grid.tiles;
        for (int tile = 0, at = 0; tile < tiles.size; tile++) {
            for (int window = 0; window < TileWindows.COUNT; window++, at++) {
                int other = neighbours[at];
                if (other != TileTable.NONE) {
                    linkTiles(tile, other, windows[window], edges[window], TileWindows.BLOCKS[window]);
                }
            }
        }
    }

    private void linkTiles(int tile, int other, long[] window, long edge, int blocks) {
        long mine = grid.tiles.places[tile];
        long theirs = grid.tiles.places[other];
        int firstColumn = grid.firstColumn[tile];
        int otherColumn = grid.firstColumn[other];
        for (long rest = mine & edge; rest != 0; rest &= rest - 1) {
            int column = firstColumn + Long.bitCount(mine & (rest & -rest) - 1);
            int root = rootOf[column];
            for (long near = theirs & window[Long.numberOfTrailingZeros(rest)]; near != 0; near &= near - 1) {
                int ahead = otherColumn + Long.bitCount(theirs & (near & -near) - 1);
                if (root < 0 || root != rootOf[ahead]) {
                    linkPair(column, ahead, blocks);
                }
            }
        }
    }

    /** Notes the component of every column that is one piece; -1 for the others. */
    private void noteRoots() {
        forest.flatten();
        for (int column = 0; column < grid.columns; column++) {
            int root = forest.parent[grid.firstCell[column]];
            for (int cell = grid.firstCell[column] + 1; cell < grid.firstCell[column + 1]; cell++) {
                root = forest.parent[cell] == root ? root : -1;
            }
            rootOf[column] = root;
        }
    }

    /** Links the cells of one column, from the bottom up. */
    private void linkWithin(int column) {
        int cell = grid.firstCell[column];
        for (long rest = grid.masks[column]; rest != 0; rest &= rest - 1, cell++) {
            int level = Long.numberOfTrailingZeros(rest);
            long above = rest & rest - 1 & within(level + REACH);
            int root = forest.root(cell);
            for (int other = cell + 1; above != 0; above &= above - 1, other++) {
                root = join(cell, root, other);
            }
        }
    }

    /**
     * Links the cells of two columns, the other {@code blocks} of 64 levels higher, unless both are known to be one and
     * the same piece.
     */
    private void linkPair(int column, int other, int blocks) {
        if (rootOf[column] >= 0 && rootOf[other] >= 0 && forest.root(rootOf[column]) == forest.root(rootOf[other])) {
            return;
        }
        int cell = grid.firstCell[column];
        int otherCell = grid.firstCell[other];
        long otherMask = grid.masks[other];
        for (long rest = grid.masks[column]; rest != 0; rest &= rest - 1, cell++) {
            int level = Long.numberOfTrailingZeros(rest) - 64 * blocks;
            int low = Math.max(0, level - REACH);
            if (low > 63 || level + REACH < 0) {
                continue;
            }
            long below = (1L << low) - 1;
            long near = otherMask & ~below & within(level + REACH);
            if (near == 0) {
                continue;
            }
            int neighbour = otherCell + Long.bitCount(otherMask & below);
            int root = forest.root(cell);
            for (; near != 0; near &= near - 1, neighbour++) {
                root = join(cell, root, neighbour);
            }
        }
    }

    /** Bits of the levels up to and including {@code level}. */
    private static long within(int level) {
        return level >= 63 ? -1L : (1L << level + 1) - 1;
    }

    /** Joins a cell, whose root is given, with another if they touch; returns the cell's root afterwards. */
    private int join(int cell, int root, int other) {
        int otherRoot = forest.root(other);
        return root != otherRoot && touch(cell, other) ? forest.union(root, otherRoot) : root;
    }

    private boolean touch(int cell, int other) {
        boolean isLarger = grid.size(cell) > grid.size(other);
        int small = isLarger ? other : cell;
        int large = isLarger ? cell : other;
        float[] sorted = grid.sorted;
        int start = VoxelColumns.POINT * grid.first[large];
        int end = VoxelColumns.POINT * grid.first[large + 1];
        int last = VoxelColumns.POINT * grid.first[small + 1];
        int p = VoxelColumns.POINT * grid.first[small];
        if (end - start < VoxelColumns.POINT * VoxelColumns.MANY) {
            for (; p < last; p += VoxelColumns.POINT) {
                if (reaches(sorted, start, end, sorted[p], sorted[p + 1], sorted[p + 2])) {
                    return true;
                }
            }
            return false;
        }
        float[] bounds = grid.bounds;
        int b = VoxelColumns.BOUNDS * large;
        if (grid.size(small) >= VoxelColumns.MANY
                && gapSquared(bounds, VoxelColumns.BOUNDS * small, b) > toleranceSquared) {
            return false;
        }
        for (; p < last; p += VoxelColumns.POINT) {
            float x = sorted[p];
            float y = sorted[p + 1];
            float z = sorted[p + 2];
            float gx = Math.max(0, Math.max(bounds[b] - x, x - bounds[b + 3]));
            float gy = Math.max(0, Math.max(bounds[b + 1] - y, y - bounds[b + 4]));
            float gz = Math.max(0, Math.max(bounds[b + 2] - z, z - bounds[b + 5]));
            if (gx * gx + gy * gy + gz * gz <= toleranceSquared && reaches(sorted, start, end, x, y, z)) {
                return true;
            }
        }
        return false;
    }

    /** Says whether one of the points from {@code start} on is within tolerance of a place. */
    private boolean reaches(float[] sorted, int start, int end, float x, float y, float z) {
        for (int q = start; q < end; q += VoxelColumns.POINT) {
            float ex = sorted[q] - x;
            float ey = sorted[q + 1] - y;
            float ez = sorted[q + 2] - z;
            if (ex * ex + ey * ey + ez * ez <= toleranceSquared) {
                return true;
            }
        }
        return false;
    }

    private static float gapSquared(float[] bounds, int a, int b) {
        float dx = Math.max(0, Math.max(bounds[b] - bounds[a + 3], bounds[a] - bounds[b + 3]));
        float dy = Math.max(0, Math.max(bounds[b + 1] - bounds[a + 4], bounds[a + 1] - bounds[b + 4]));
        float dz = Math.max(0, Math.max(bounds[b + 2] - bounds[a + 5], bounds[a + 2] - bounds[b + 5]));
        return dx * dx + dy * dy + dz * dz;
    }
}
