package dev.understudy.learning.maths;

import java.util.List;

/**
 * Layer normalisation of rows, a scale and a shift per column, and ReLU where asked for. A row's variance is divided by
 * its length (Ba et al., arXiv 1607.06450). Keeps the moments of the rows it was last prepared for.
 */
public final class PlainNorm implements PlainOperation {

    private static final float USUAL_SCALE = 1.5f; // about 1 and above 0: no column is rectified in every row
    private static final double KINK = 1e-3; // of the unit deviation: far more than rounding moves a value

    private final int rows;
    private final int width;
    private final float epsilon;
    private final boolean rectified;
    private final double[] mean;
    private final double[] deviation;
    private final double[] reachedMean; // of the gradient that reaches a row's normalised values
    private final double[] reachedAlong; // and of its product with them

    /**
     * Of [rows, width].
     *
     * @param epsilon added to the variance
     */
    public PlainNorm(int rows, int width, float epsilon, boolean rectified) {
        this.rows = rows;
        this.width = width;
        this.epsilon = epsilon;
        this.rectified = rectified;
        this.mean = new double[rows];
        this.deviation = new double[rows];
        this.reachedMean = new double[rows];
        this.reachedAlong = new double[rows];
    }

    @Override
    public List<Operand> operands() {
        return List.of(new Operand("input", rows * width, 1), new Operand("scale", width, rows, USUAL_SCALE),
                new Operand("shift", width, rows));
    }

    @Override
    public int outputs() {
        return rows * width;
    }

    @Override
    public long cost() {
        return 1;
    }

    @Override
    public void prepare(float[][] of, float[] g) {
        for (int row = 0; row < rows; row++) {
            moments(of[0], row);
            reached(of, g, row);
        }
    }

    private void moments(float[] x, int row) {
        double sum = 0;
        for (int i = row * width; i < (row + 1) * width; i++) {
            sum += x[i];
        }
        mean[row] = sum / width;
        double square = 0;
        for (int i = row * width; i < (row + 1) * width; i++) {
            square += (x[i] - mean[row]) * (x[i] - mean[row]);
        }
        deviation[row] = Math.sqrt(square / width + epsilon);
    }

    private void reached(float[][] of, float[] g, int row) {
        reachedMean[row] = 0;
        reachedAlong[row] = 0;
        for (int i = row * width; i < (row + 1) * width; i++) {
            g[i] = rectified && Math.abs(shifted(of, i)) < KINK ? 0 : g[i];
            double reached = passed(of, g, i) * of[1][i % width] / width;
            reachedMean[row] += reached;
            reachedAlong[row] += reached * normal(of, i);
        }
    }

    private double normal(float[][] of, int at) {
        return (of[0][at] - mean[at / width]) / deviation[at / width];
    }

    private double shifted(float[][] of, int at) {
        return normal(of, at) * of[1][at % width] + of[2][at % width];
    }

    /** The gradient that reaches the shifted value. */
    private double passed(float[][] of, float[] g, int at) {
        return rectified && shifted(of, at) <= 0 ? 0 : g[at];
    }

    @Override
    public double output(float[][] of, int at) {
        double y = shifted(of, at);
        return rectified ? Math.max(0, y) : y;
    }

    @Override
    public double gradient(float[][] of, float[] g, int operand, int at) {
        if (operand == 0) {
            int row = at / width;
            return (passed(of, g, at) * of[1][at % width] - reachedMean[row] - normal(of, at) * reachedAlong[row])
                    / deviation[row];
        }
        double sum = 0;
        for (int i = at; i < rows * width; i += width) {
            sum += passed(of, g, i) * (operand == 1 ? normal(of, i) : 1);
        }
        return sum;
    }
}
