package dev.understudy.learning.maths;

import java.util.List;

/**
 * An operation of the networks in plain sums of doubles, a value at a time: slow, short and the same on every machine.
 * Arrays are in the order of the native ones. With y the output and G given, gradients are of the sum of G y.
 */
public interface PlainOperation {

    /**
     * An input.
     *
     * @param name its role
     * @param size how many values
     * @param cost about how many multiplications one value of its gradient takes; 0 when none is compared
     * @param centre of the values to try it with, which lie within 1 of it
     */
    record Operand(String name, int size, long cost, float centre) {

        /** Tried with values about 0. */
        Operand(String name, int size, long cost) {
            this(name, size, cost, 0);
        }
    }

    /** What goes in. */
    List<Operand> operands();

    /** Number of values that come out. */
    int outputs();

    /** About how many multiplications one of them takes. */
    long cost();

    /** Value {@code at} of the output. */
    double output(float[][] in, int at);

    /** Value {@code at} of the gradient of an operand, under the gradient {@code g} of the output. */
    double gradient(float[][] in, float[] g, int operand, int at);

    /**
     * Is called once before values are asked for. May keep what they have in common, and takes from the output's
     * gradient what rounding may turn: values at a kink, where the slope has two sides.
     */
    default void prepare(float[][] in, float[] g) {
    }
}
