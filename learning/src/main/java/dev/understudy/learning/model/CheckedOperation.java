package dev.understudy.learning.model;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.understudy.learning.maths.MathsFault;
import dev.understudy.learning.maths.PlainOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/**
 * A native operation of a network beside its plain sums.
 *
 * @param name the layer's kind
 * @param shapes of the operands, as the layer gets them
 * @param fromInput whether the first operand is data, through which nothing is learned
 * @param natively the layer
 */
record CheckedOperation(String name, PlainOperation plain, List<Shape> shapes, boolean fromInput,
        Function<NDList, NDArray> natively) {

    /**
     * Of the largest magnitude. Sums of floats in any order stay within 1e-5, the wrong kernels that were seen are off
     * by 1e-2 and more.
     */
    static final double TOLERANCE = 1e-4;

    private static final int BUDGET = 100_000; // multiplications for the values of one array
    private static final int FEWEST_VALUES = 96;
    private static final float[] VALUES = values(65_521); // a prime: no axis of a batch sees the same values again

    private static float[] values(int count) {
        SplittableRandom random = new SplittableRandom(1);
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = (float) (2 * random.nextDouble() - 1);
        }
        return out;
    }

    /** The first array that is not as plain sums have it, or null. */
    MathsFault fault(boolean backward) {
        List<PlainOperation.Operand> operands = plain.operands();
        float[][] in = new float[operands.size()][];
        for (int i = 0; i < in.length; i++) {
            in[i] = drawn(operands.get(i).size(), i, operands.get(i).centre());
        }
        float[] g = drawn(plain.outputs(), in.length, 0);
        plain.prepare(in, g);
        boolean[] learned = learned(operands, backward);
        float[][] found = any(learned) ? backward(in, g, learned) : new float[][] {forward(in)};
        MathsFault fault = compare("output", found[0], plain.cost(), at -> plain.output(in, at));
        for (int i = 0; fault == null && i < learned.length; i++) {
            int operand = i;
            if (learned[i]) {
                fault = compare("gradient of the " + operands.get(i).name(), found[1 + i], operands.get(i).cost(),
                        at -> plain.gradient(in, g, operand, at));
            }
        }
        return fault;
    }

    private static float[] drawn(int count, int salt, float centre) {
        float[] out = new float[count];
        int from = 7919 * (salt + 1) % VALUES.length;
        for (int at = 0; at < count; from = 0) {
            int part = Math.min(count - at, VALUES.length - from);
            System.arraycopy(VALUES, from, out, at, part);
            at += part;
        }
        for (int i = 0; centre != 0 && i < count; i++) {
            out[i] += centre;
        }
        return out;
    }

    private boolean[] learned(List<PlainOperation.Operand> operands, boolean backward) {
        boolean[] learned = new boolean[operands.size()];
        for (int i = 0; i < learned.length; i++) {
            learned[i] = backward && operands.get(i).cost() > 0 && !(fromInput && i == 0);
        }
        return learned;
    }

    private static boolean any(boolean[] learned) {
        for (boolean one : learned) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    private NDList arrays(NDManager manager, float[][] in) {
        NDList arrays = new NDList();
        for (int i = 0; i < in.length; i++) {
            arrays.add(manager.create(in[i], shapes.get(i)));
        }
        return arrays;
    }

    private float[] forward(float[][] in) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return natively.apply(arrays(manager, in)).toFloatArray();
        }
    }

    /** The output, then the gradient of each operand that is learned. */
    private float[][] backward(float[][] in, float[] g, boolean[] learned) {
        try (NDManager manager = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDList arrays = arrays(manager, in);
            for (int i = 0; i < learned.length; i++) {
                arrays.get(i).setRequiresGradient(learned[i]);
            }
            NDArray y = natively.apply(arrays);
            float[][] found = new float[1 + learned.length][];
            found[0] = y.toFloatArray();
            collector.backward(y.mul(manager.create(g, y.getShape())).sum());
            for (int i = 0; i < learned.length; i++) {
                found[1 + i] = learned[i] ? arrays.get(i).getGradient().toFloatArray() : null;
            }
            return found;
        }
    }

    private MathsFault compare(String part, float[] found, long cost, IntToDoubleFunction expected) {
        int count = (int) Math.min(found.length, Math.max(FEWEST_VALUES, BUDGET / Math.max(1, cost)));
        SplittableRandom random = new SplittableRandom(count); // a pattern of steps could miss a channel
        double error = 0;
        double largest = 0;
        for (int i = 0; i < count; i++) {
            int at = count == found.length ? i : random.nextInt(found.length);
            double value = expected.applyAsDouble(at);
            largest = Math.max(largest, Math.abs(value));
            error = Math.max(error, Math.abs(found[at] - value));
        }
        double relative = allNumbers(found) ? error / largest : Double.NaN;
        return relative <= TOLERANCE ? null : new MathsFault(name + ", " + part, described(), relative);
    }

    private static boolean allNumbers(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private String described() {
        List<String> all = new ArrayList<>();
        shapes.forEach(shape -> all.add(shape.toString()));
        return String.join(" and ", all);
    }
}
