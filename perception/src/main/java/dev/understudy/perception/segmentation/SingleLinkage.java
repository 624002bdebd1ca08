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

    /** How many cells away a linked point can be along one axis: the cell's diagonal is the tolerance. */
    private static final int REACH = 2;

    private final RangeWarp warp;
    private final double edge;
    private final float toleranceSquared;
    private final VoxelColumns grid = new VoxelColumns();
    private final CellForest forest = new CellForest();
    // Points as shrunk x, y, z.
    private float[] points = new float[0];
    // Per column: a cell of its component when its cells are known to be in one, else -1.
    private int[] rootOf = new int[0];

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
            rootOf = new int[grid.keys.length];
        }
        for (int column = 0; column < grid.columns; column++) {
            linkWithin(column);
        }
        // The columns around first: later pairs mostly meet equal roots.
        noteRoots();
        linkColumns(0, 0, 1);
        linkColumns(1, -1, 1);
        noteRoots();
        linkColumns(0, REACH, REACH);
        linkColumns(1, -REACH, -REACH);
        linkColumns(1, REACH, REACH);
        linkColumns(REACH, -REACH, REACH);
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
     * Links every column with those {@code stepX} columns farther along x and from {@code fromY} to {@code toY} farther
     * along y; at the same place, with the blocks above.
     */
    private void linkColumns(int stepX, int fromY, int toY) {
        long[] keys = grid.keys;
        long offset = stepX * VoxelColumns.STEP_X + fromY * VoxelColumns.STEP_Y;
        long span = (toY - fromY + 1) * VoxelColumns.STEP_Y;
        int start = 0;
        for (int column = 0; column < grid.columns; column++) {
            // Block 0 of the place where the window begins; sorted keys make its ends only ever move on.
            long from = (keys[column] & -VoxelColumns.STEP_Y) + offset;
            start = offset == 0 ? column + 1 : start;
            while (start < grid.columns && keys[start] < from) {
                start++;
            }
            for (int other = start; other < grid.columns && keys[other] < from + span; other++) {
                linkPair(column, other);
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

    /** Links the cells of two columns, unless both are known to be one and the same piece. */
    private void linkPair(int column, int other) {
        int blocks = VoxelColumns.block(grid.keys[other]) - VoxelColumns.block(grid.keys[column]);
        if (rootOf[column] >= 0 && rootOf[other] >= 0 && forest.root(rootOf[column]) == forest.root(rootOf[other])
                || blocks < -1 || blocks > 1) {
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
        float[] bounds = grid.bounds;
        int b = VoxelColumns.BOUNDS * other;
        if (gapSquared(bounds, VoxelColumns.BOUNDS * cell, b) > toleranceSquared) {
            return false;
        }
        float[] sorted = grid.sorted;
        int start = VoxelColumns.POINT * grid.first[other];
        int end = VoxelColumns.POINT * grid.first[other + 1];
        int last = VoxelColumns.POINT * grid.first[cell + 1];
        for (int p = VoxelColumns.POINT * grid.first[cell]; p < last; p += VoxelColumns.POINT) {
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
