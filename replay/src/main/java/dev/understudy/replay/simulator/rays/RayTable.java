package dev.understudy.replay.simulator.rays;

/**
 * The rays of one sensor as a grid of rows and columns whose directions separate:
 * {@code d = row1 * (col1 * e1 + col2 * e2) + row2 * e3}, in the sensor's own axes.
 */
public abstract class RayTable {

    /** Per row. */
    final float[] row1;
    final float[] row2;
    /** Per column. */
    final float[] col1;
    final float[] col2;
    /** Sensor axis (0 = x, 1 = y, 2 = z) that e1, e2, e3 stand for. */
    final int e1;
    final int e2;
    final int e3;

    RayTable(int rows, int columns, int e1, int e2, int e3) {
        row1 = new float[rows];
        row2 = new float[rows];
        col1 = new float[columns];
        col2 = new float[columns];
        this.e1 = e1;
        this.e2 = e2;
        this.e3 = e3;
    }

    public int rows() {
        return row1.length;
    }

    public int columns() {
        return col1.length;
    }

    /** Direction of a ray in sensor axes. */
    public void direction(int row, int column, float[] into) {
        into[e1] = row1[row] * col1[column];
        into[e2] = row1[row] * col2[column];
        into[e3] = row2[row];
    }

    /**
     * The part of the grid that may see a convex body.
     *
     * @param corners eight corners of a box around it, sensor axes, x, y, z triples; corners whose numbers differ
     *     in one bit share an edge
     * @param nearest lower bound of the body's horizontal distance from the sensor, metres
     * @param window receives first row, last row, first column, last column
     * @return false when no ray can hit it
     */
    abstract boolean window(double[] corners, double nearest, int[] window);

    /** Lower bound of the ray parameter at which the body can be hit. */
    abstract float nearestParameter(double[] corners, double nearest);

    /** Clips a window to the grid; false when it is empty. */
    final boolean clip(int[] w, double firstRow, double lastRow, double firstColumn, double lastColumn) {
        w[0] = (int) Math.max(0, Math.min(rows(), firstRow));
        w[1] = (int) Math.min(rows() - 1, Math.max(-1, lastRow));
        w[2] = (int) Math.max(0, Math.min(columns(), firstColumn));
        w[3] = (int) Math.min(columns() - 1, Math.max(-1, lastColumn));
        return w[0] <= w[1] && w[2] <= w[3];
    }
}
