package dev.understudy.perception.tracking;

import java.util.Arrays;

/**
 * Optimal assignment of rows to columns (Hungarian method with potentials; Kuhn 1955, Munkres 1957; O(rows^2 columns)).
 * Costs must not be positive; 0 means "leave apart", so a pair is only made where it gains something. Keeps buffers
 * that grow to the largest problem seen; deterministic; not thread-safe.
 */
public final class Assignment {

    // 1-based, index 0 is the root of the search: potentials, the row matched to each column, the way back, and the
    // least reduced cost that reaches each column.
    private double[] rowPotential = new double[0];
    private double[] columnPotential = new double[0];
    private int[] rowOf = new int[0];
    private int[] way = new int[0];
    private double[] least = new double[0];
    private boolean[] done = new boolean[0];

    /**
     * Solves for {@code rows <= columns}.
     *
     * @param cost row-major rows x columns, values at most 0
     * @param columnOf filled with the column of each row, or -1
     */
    public void solve(double[] cost, int rows, int columns, int[] columnOf) {
        if (rows > columns) {
            throw new IllegalArgumentException("assignment: more rows (" + rows + ") than columns (" + columns + ")");
        }
        reserve(rows, columns);
        for (int row = 1; row <= rows; row++) {
            augment(cost, columns, row);
        }
        Arrays.fill(columnOf, 0, rows, -1);
        for (int column = 1; column <= columns; column++) {
            int row = rowOf[column];
            if (row > 0 && cost[(row - 1) * columns + column - 1] < 0) {
                columnOf[row - 1] = column - 1;
            }
        }
    }

    private void reserve(int rows, int columns) {
        if (rowPotential.length < rows + 1) {
            rowPotential = new double[2 * rows + 1];
        }
        if (columnPotential.length < columns + 1) {
            columnPotential = new double[2 * columns + 1];
            rowOf = new int[2 * columns + 1];
            way = new int[2 * columns + 1];
            least = new double[2 * columns + 1];
            done = new boolean[2 * columns + 1];
        }
        Arrays.fill(rowPotential, 0, rows + 1, 0);
        Arrays.fill(columnPotential, 0, columns + 1, 0);
        Arrays.fill(rowOf, 0, columns + 1, 0);
    }

    /** Grows the matching by one row along the shortest augmenting path. */
    private void augment(double[] cost, int columns, int row) {
        rowOf[0] = row;
        Arrays.fill(least, 0, columns + 1, Double.POSITIVE_INFINITY);
        Arrays.fill(done, 0, columns + 1, false);
        int column = 0;
        while (rowOf[column] != 0) {
            done[column] = true;
            column = step(cost, columns, column);
        }
        while (column != 0) {
            int previous = way[column];
            rowOf[column] = rowOf[previous];
            column = previous;
        }
    }

    /** Relaxes the columns reachable from one column's row and moves to the nearest. */
    private int step(double[] cost, int columns, int from) {
        int row = rowOf[from];
        double delta = Double.POSITIVE_INFINITY;
        int nearest = 0;
        for (int column = 1; column <= columns; column++) {
            if (!done[column]) {
                double reduced = cost[(row - 1) * columns + column - 1] - rowPotential[row] - columnPotential[column];
                if (reduced < least[column]) {
                    least[column] = reduced;
                    way[column] = from;
                }
                if (least[column] < delta) {
                    delta = least[column];
                    nearest = column;
                }
            }
        }
        for (int column = 0; column <= columns; column++) {
            if (done[column]) {
                rowPotential[rowOf[column]] += delta;
                columnPotential[column] -= delta;
            } else {
                least[column] -= delta;
            }
        }
        return nearest;
    }
}
