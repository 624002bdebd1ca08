package dev.understudy.learning.maths;

import java.util.List;

/**
 * Matrices [count, rows, inner] times as many others.
 *
 * @param transposed whether the others are given as [count, columns, inner], else [count, inner, columns]
 */
public record PlainProducts(int count, int rows, int inner, int columns, boolean transposed)
        implements PlainOperation {

    @Override
    public List<Operand> operands() {
        return List.of(new Operand("left", count * rows * inner, columns),
                new Operand("right", count * columns * inner, rows));
    }

    @Override
    public int outputs() {
        return count * rows * columns;
    }

    @Override
    public long cost() {
        return inner;
    }

    @Override
    public double output(float[][] of, int at) {
        int matrix = at / (rows * columns);
        double sum = 0;
        for (int i = 0; i < inner; i++) {
            sum += (double) of[0][at / columns * inner + i] * of[1][right(matrix, i, at % columns)];
        }
        return sum;
    }

    private int right(int matrix, int i, int column) {
        return transposed ? (matrix * columns + column) * inner + i : (matrix * inner + i) * columns + column;
    }

    @Override
    public double gradient(float[][] of, float[] g, int operand, int at) {
        return operand == 0 ? ofLeft(of[1], g, at) : ofRight(of[0], g, at);
    }

    private double ofLeft(float[] right, float[] g, int at) {
        int matrix = at / (rows * inner);
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            sum += (double) g[at / inner * columns + c] * right[right(matrix, at % inner, c)];
        }
        return sum;
    }

    private double ofRight(float[] left, float[] g, int at) {
        int matrix = at / (columns * inner);
        int i = transposed ? at % inner : at / columns % inner;
        int column = transposed ? at / inner % columns : at % columns;
        double sum = 0;
        for (int r = matrix * rows; r < (matrix + 1) * rows; r++) {
            sum += (double) g[r * columns + column] * left[r * inner + i];
        }
        return sum;
    }
}
