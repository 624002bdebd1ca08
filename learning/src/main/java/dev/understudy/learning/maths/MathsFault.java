package dev.understudy.learning.maths;

import java.util.Locale;

/**
 * An operation whose result is not that of plain sums.
 *
 * @param operation name of the operation and of the part that is wrong, such as its output or a gradient
 * @param shape shapes it ran on
 * @param error largest deviation over the largest magnitude; NaN when a value is no number
 */
public record MathsFault(String operation, String shape, double error) {

    @Override
    public String toString() {
        return operation + " on " + shape + " is off by "
                + (Double.isNaN(error) ? "values that are no numbers"
                        : String.format(Locale.ROOT, "%.1e of its largest value", error));
    }
}
