package dev.understudy.perception.segmentation;

import dev.understudy.perception.segmentation.SegmentationConfig.Linkage;

/**
 * Single linkage over points: two are in one component when a chain of links joins them, and a link is a distance of
 * at most the smaller of both points' tolerances. Exact, by cells so small that points of one cell are linked
 * by construction: only pairs of neighbouring cells are looked at, nearest first, and only while they are
 * not yet in one component.
 */
final class SingleLinkage {

    /** Shrinks a cell so that rounding can't make its diagonal longer than the tolerance. */
    private static final double EDGE_MARGIN = 1 - 1e-9;

    private final Linkage linkage;
    private final double edge;
    private final VoxelColumns grid = new VoxelColumns();
    private final CellForest forest = new CellForest();
    // How many columns away a neighbour can be along one axis.
    private final int reach;
    // Points as x, y, scaled z, squared tolerance.
    private float[] points = new float[0];
    // Per column: largest tolerance, in cells squared, and whether its cells are known to be one component,
    // and then which.
    private float[] reachSquared = new float[0];
    private boolean[] whole = new boolean[0];
    private int[] rootOf = new int[0];

    SingleLinkage(Linkage linkage) {
        this.linkage = linkage;
        edge = linkage.near() / Math.sqrt(3) * EDGE_MARGIN;
        reach = (int) Math.ceil(linkage.far() / edge);
    }

    /**
     * Finds the components of some points of a cloud; {@link #component} then answers for each of them.
     *
     * @param base a height just below most of the points: speeds up, and changes nothing else
     */
    void link(float[] xyzi, int[] chosen, int count, double base) {
        load(xyzi, chosen, count);
        grid.build(points, count, edge, base / linkage.verticalStretch());
        forest.reset(grid.cells);
        measureColumns();
        for (int column = 0; column < grid.columns; column++) {
            linkWithin(column, levels(reachSquared[column]));
        }
        // The eight columns around first: later pairs mostly meet equal roots.
        linkColumns(0, 0, 1);
        linkColumns(1, 0, 1);
        linkColumns(0, 2, reach);
        linkColumns(1, 2, reach);
        for (int stepX = 2; stepX <= reach; stepX++) {
            linkColumns(stepX, 0, reach);
        }
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

    private void load(float[] xyzi, int[] chosen, int count) {
        if (points.length < count * VoxelColumns.POINT) {
            points = new float[Math.max(count * VoxelColumns.POINT, points.length + (points.length >> 1))];
        }
        boolean exact = linkage.isExact();
        float constant = (float) (linkage.near() * linkage.near());
        float flatten = (float) (1 / linkage.verticalStretch());
        for (int i = 0, o = 0; i < count; i++, o += VoxelColumns.POINT) {
            int from = 4 * chosen[i];
            float x = xyzi[from];
            float y = xyzi[from + 1];
            points[o] = x;
            points[o + 1] = y;
            points[o + 2] = xyzi[from + 2] * flatten;
            if (exact) {
                points[o + 3] = constant;
            } else {
                float tolerance = (float) linkage.at((float) Math.sqrt(x * x + y * y));
                points[o + 3] = tolerance * tolerance;
            }
        }
    }

    private void measureColumns() {
        if (whole.length < grid.columns) {
            whole = new boolean[grid.keys.length];
            reachSquared = new float[grid.keys.length];
            rootOf = new int[grid.keys.length];
        }
        float perEdge = (float) (1 / (edge * edge));
        for (int column = 0; column < grid.columns; column++) {
            float largest = 0;
            int end = grid.firstCell[column + 1];
            for (int cell = grid.firstCell[column]; cell < end; cell++) {
                largest = Math.max(largest, grid.bounds[VoxelColumns.BOUNDS * cell + 3]);
            }
            reachSquared[column] = largest * perEdge;
            whole[column] = end - grid.firstCell[column] == 1;
        }
    }

    /**
     * Links every column with those {@code stepX} columns farther along x and between {@code minY} and {@code maxY}
     * away along y, either way; of two columns at the same x, each pair once.
     */
    private void linkColumns(int stepX, int minY, int maxY) {
        long[] keys = grid.keys;
        noteRoots();
        int start = 0;
        for (int column = 0; column < grid.columns; column++) {
            // Block 0 of the row and column where the window begins; sorted keys make both ends only ever move on.
            long from = (keys[column] & -VoxelColumns.STEP_Y) + stepX * VoxelColumns.STEP_X
                    - maxY * VoxelColumns.STEP_Y;
            long to = from + (2 * maxY + 1) * VoxelColumns.STEP_Y;
            start = stepX == 0 ? column + 1 : start;
            while (start < grid.columns && keys[start] < from) {
                start++;
            }
            if (reachSquared[column] > gapSquared(stepX, minY)) {
                linkWindow(column, start, to, stepX, minY);
            }
        }
    }

    /** Links a column with those from {@code start} on whose keys are below {@code to}. */
    private void linkWindow(int column, int start, long to, int stepX, int minY) {
        long[] keys = grid.keys;
        int root = rootOf[column];
        for (int other = start; other < grid.columns && keys[other] < to; other++) {
            if (root >= 0 && root == rootOf[other]) {
                continue;
            }
            int stepY = Math.abs(VoxelColumns.y(keys[other]) - VoxelColumns.y(keys[column]));
            int blocks = VoxelColumns.block(keys[other]) - VoxelColumns.block(keys[column]);
            float left = reachSquared[column] - gapSquared(stepX, stepY);
            if (left > 0 && stepY >= minY && blocks >= -1 && blocks <= 1) {
                linkPair(column, other, blocks, levels(left));
            }
        }
    }

    /** Notes the component of every column that is one piece. */
    private void noteRoots() {
        for (int column = 0; column < grid.columns; column++) {
            rootOf[column] = whole[column] ? forest.root(grid.firstCell[column]) : -1;
        }
    }

    /** Least distance between two columns so many steps apart, in cells, squared. */
    private static int gapSquared(int stepX, int stepY) {
        int gapX = Math.max(0, stepX - 1);
        int gapY = Math.max(0, stepY - 1);
        return gapX * gapX + gapY * gapY;
    }

    /** How many levels apart two cells may be when the square of their reach, less that of their gap, is this. */
    private static int levels(float reachLeft) {
        return 1 + (int) Math.sqrt(reachLeft);
    }

    /** Links the cells of one column, from the bottom up. */
    private void linkWithin(int column, int levels) {
        long mask = grid.masks[column];
        int cell = grid.firstCell[column];
        boolean joined = true;
        for (long rest = mask; rest != 0; rest &= rest - 1, cell++) {
            int level = Long.numberOfTrailingZeros(rest);
            long above = rest & rest - 1 & within(level + levels);
            int other = cell + 1;
            for (; above != 0; above &= above - 1, other++) {
                join(cell, other);
            }
            joined &= (rest & rest - 1) == 0 || forest.root(cell) == forest.root(cell + 1);
        }
        whole[column] = joined;
    }

    /** Links the cells of two columns, the other one being {@code blocks} of 64 levels higher. */
    private void linkPair(int column, int other, int blocks, int levels) {
        int cell = grid.firstCell[column];
        int otherCell = grid.firstCell[other];
        if (whole[column] && whole[other] && forest.root(cell) == forest.root(otherCell)) {
            return;
        }
        long otherMask = grid.masks[other];
        for (long rest = grid.masks[column]; rest != 0; rest &= rest - 1, cell++) {
            int level = Long.numberOfTrailingZeros(rest) - 64 * blocks;
            int low = Math.max(0, level - levels);
            if (low > 63 || level + levels < 0) {
                continue;
            }
            long below = (1L << low) - 1;
            long near = otherMask & ~below & within(level + levels);
            int neighbour = otherCell + Long.bitCount(otherMask & below);
            for (; near != 0; near &= near - 1, neighbour++) {
                join(cell, neighbour);
            }
        }
    }

    /** Bits of the levels up to and including {@code level}. */
    private static long within(int level) {
        return level >= 63 ? -1L : (1L << level + 1) - 1;
    }

    private void join(int cell, int other) {
        int a = forest.root(cell);
        int b = forest.root(other);
        if (a != b && touch(cell, other)) {
            forest.union(a, b);
        }
    }

    private boolean touch(int cell, int other) {
        float[] bounds = grid.bounds;
        int a = VoxelColumns.BOUNDS * cell;
        int b = VoxelColumns.BOUNDS * other;
        float tolerance = Math.min(bounds[a + 3], bounds[b + 3]);
        float dx = Math.max(0, Math.max(bounds[b] - bounds[a + 4], bounds[a] - bounds[b + 4]));
        float dy = Math.max(0, Math.max(bounds[b + 1] - bounds[a + 5], bounds[a + 1] - bounds[b + 5]));
        float dz = Math.max(0, Math.max(bounds[b + 2] - bounds[a + 6], bounds[a + 2] - bounds[b + 6]));
        if (dx * dx + dy * dy + dz * dz > tolerance) {
            return false;
        }
        float[] sorted = grid.sorted;
        int start = VoxelColumns.POINT * grid.first[other];
        int end = VoxelColumns.POINT * grid.first[other + 1];
        for (int p = VoxelColumns.POINT * grid.first[cell]; p < VoxelColumns.POINT * grid.first[cell + 1]; p += 4) {
            float x = sorted[p];
            float y = sorted[p + 1];
            float z = sorted[p + 2];
            float limit = sorted[p + 3];
            float gx = Math.max(0, Math.max(bounds[b] - x, x - bounds[b + 4]));
            float gy = Math.max(0, Math.max(bounds[b + 1] - y, y - bounds[b + 5]));
            float gz = Math.max(0, Math.max(bounds[b + 2] - z, z - bounds[b + 6]));
            if (gx * gx + gy * gy + gz * gz > limit) {
                continue;
            }
            for (int q = start; q < end; q += VoxelColumns.POINT) {
                float ex = sorted[q] - x;
                float ey = sorted[q + 1] - y;
                float ez = sorted[q + 2] - z;
                if (ex * ex + ey * ey + ez * ez <= Math.min(limit, sorted[q + 3])) {
                    return true;
                }
            }
        }
        return false;
    }
}
