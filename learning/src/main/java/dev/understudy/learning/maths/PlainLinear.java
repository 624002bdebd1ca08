package dev.understudy.learning.maths;

import java.util.List;

/** Rows times a weight [out, in], and a bias. */
public record PlainLinear(int rows, int in, int out) implements PlainOperation {

    @Override
    public List<Operand> operands() {
        return List.of(new Operand("input", rows * in, out), new Operand("weight", out * in, rows),
                new Operand("bias", out, rows));
    }

    @Override
    public int outputs() {
        return rows * out;
    }

    @Override
    public long cost() {
        return in;
    }

    @Override
    public double output(float[][] of, int at) {
        int x = at / out * in;
        int w = at % out * in;
        double sum = of[2][at % out];
        for (int i = 0; i < in; i++) {
            sum += (double) of[0][x + i] * of[1][w + i];
        }
        return sum;
    }

    @Override
    public double gradient(float[][] of, float[] g, int operand, int at) {
        double sum = 0;
        if (operand == 0) {
            for (int o = 0; o < out; o++) {
                sum += (double) g[at / in * out + o] * of[1][o * in + at % in];
            }
            return sum;
        }
        int o = operand == 1 ? at / in : at;
        for (int r = 0; r < rows; r++) {
            sum += g[r * out + o] * (operand == 1 ? (double) of[0][r * in + at % in] : 1);
        }
        return sum;
    }
}
