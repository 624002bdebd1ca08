package dev.understudy.learning.maths;

import java.util.List;

/** Softmax of rows, or its logarithm. */
public record PlainSoftmax(int rows, int width, boolean logarithm) implements PlainOperation {

    @Override
    public List<Operand> operands() {
        return List.of(new Operand("input", rows * width, logarithm ? width : (long) width * width));
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
        double share = share(of[0], at);
        return logarithm ? StrictMath.log(share) : share;
    }

    private double share(float[] x, int at) {
        double sum = 0;
        for (int i = at / width * width, end = i + width; i < end; i++) {
            sum += StrictMath.exp(x[i] - (double) x[at]);
        }
        return 1 / sum;
    }

    @Override
    public double gradient(float[][] of, float[] g, int operand, int at) {
        double along = 0;
        for (int i = at / width * width, end = i + width; i < end; i++) {
            along += g[i] * (logarithm ? 1 : share(of[0], i));
        }
        return logarithm ? g[at] - share(of[0], at) * along : share(of[0], at) * (g[at] - along);
    }
}
