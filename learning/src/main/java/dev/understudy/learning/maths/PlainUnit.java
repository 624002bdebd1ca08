package dev.understudy.learning.maths;

import java.util.List;

/** Rows to unit length. */
public record PlainUnit(int rows, int width) implements PlainOperation {

    @Override
    public List<Operand> operands() {
        return List.of(new Operand("input", rows * width, 2L * width));
    }

    @Override
    public int outputs() {
        return rows * width;
    }

    @Override
    public long cost() {
        return width;
    }

    private double dot(float[] a, float[] b, int at) {
        double sum = 0;
        for (int i = at / width * width, end = i + width; i < end; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Override
    public double output(float[][] of, int at) {
        return of[0][at] / Math.sqrt(dot(of[0], of[0], at));
    }

    @Override
    public double gradient(float[][] of, float[] g, int operand, int at) {
        double square = dot(of[0], of[0], at);
        return (g[at] - of[0][at] * dot(of[0], g, at) / square) / Math.sqrt(square);
    }
}
