package dev.understudy.learning.maths;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of single values.
 *
 * @param slope its derivative
 */
public record PlainElementwise(int count, DoubleUnaryOperator value, DoubleUnaryOperator slope)
        implements PlainOperation {

    private static final double KINK = 1e-4;
    private static final double STEP = 0.02; // of the integral: an error of h^4 / 180

    /** The larger of a value and nothing. */
    public static PlainElementwise relu(int count) {
        return new PlainElementwise(count, x -> Math.max(0, x), x -> x > 0 ? 1 : 0);
    }

    /** x times the normal distribution function of x (Hendrycks and Gimpel, arXiv 1606.08415). */
    public static PlainElementwise gelu(int count) {
        return new PlainElementwise(count, x -> x * below(x), x -> below(x) + x * density(x));
    }

    private static double density(double x) {
        return StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** By Simpson's rule from 0, within 1e-12. */
    private static double below(double x) {
        int pairs = (int) Math.max(1, Math.ceil(Math.abs(x) / STEP));
        double h = x / (2 * pairs);
        double sum = density(0) + density(x);
        for (int i = 1; i < 2 * pairs; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * density(i * h);
        }
        return 0.5 + sum * h / 3;
    }

    @Override
    public List<Operand> operands() {
        return List.of(new Operand("input", count, 100));
    }

    @Override
    public int outputs() {
        return count;
    }

    @Override
    public long cost() {
        return 100;
    }

    @Override
    public double output(float[][] of, int at) {
        return value.applyAsDouble(of[0][at]);
    }

    @Override
    public double gradient(float[][] of, float[] g, int operand, int at) {
        return g[at] * slope.applyAsDouble(of[0][at]);
    }

    @Override
    public void prepare(float[][] of, float[] g) {
        for (int i = 0; i < count; i++) {
            g[i] = Math.abs(of[0][i]) < KINK ? 0 : g[i];
        }
    }
}
