package dev.understudy.learning.maths;

import java.util.List;

/**
 * Rows over the root of their square and an epsilon, each value at least the floor of its column. Forward only.
 *
 * @param epsilon added to a row's square
 */
public record PlainFlooredUnit(int rows, int width, float epsilon) implements PlainOperation {

    @Override
    public List<Operand> operands() {
        return List.of(new Operand("input", rows * width, 0), new Operand("floor", width, 0));
    }

    @Override
    public int outputs() {
        return rows * width;
    }

    @Override
    public long cost() {
        return width;
    }

    @Override
    public double output(float[][] of, int at) {
        double square = epsilon;
        for (int i = at / width * width, end = i + width; i < end; i++) {
            square += (double) of[0][i] * of[0][i];
        }
        return Math.max(of[0][at] / Math.sqrt(square), of[1][at % width]);
    }

    @Override
    public double gradient(float[][] of, float[] g, int operand, int at) {
        throw new UnsupportedOperationException("serving has no gradients");
    }
}
