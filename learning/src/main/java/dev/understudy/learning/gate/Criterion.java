package dev.understudy.learning.gate;

import dev.understudy.learning.gate.GateReport.Test;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How a test is made.
 *
 * @param <T> what was measured of the models
 * @param test which
 * @param made whether there is a figure to be tested
 * @param figure the tested model's figure
 * @param bound side of the limit on which the figure must lie; on the limit it passes
 * @param limit from the settings, and the other models where it depends on them
 */
record Criterion<T>(GateTest test, Predicate<T> made, ToDoubleFunction<T> figure, Bound bound,
        ToDoubleFunction<T> limit) {

    /** Side of a limit. */
    enum Bound { AT_LEAST, AT_MOST }

    static <T> Criterion<T> atLeast(GateTest test, ToDoubleFunction<T> figure, ToDoubleFunction<T> limit) {
        return new Criterion<>(test, measured -> true, figure, Bound.AT_LEAST, limit);
    }

    static <T> Criterion<T> atMost(GateTest test, ToDoubleFunction<T> figure, ToDoubleFunction<T> limit) {
        return new Criterion<>(test, measured -> true, figure, Bound.AT_MOST, limit);
    }

    /** The same test, made only where the condition holds. */
    Criterion<T> where(Predicate<T> condition) {
        return new Criterion<>(test, condition, figure, bound, limit);
    }

    /** Makes the tests that can be made, in their order. */
    static <T> GateReport judge(List<Criterion<T>> criteria, T measured) {
        return new GateReport(criteria.stream().filter(c -> c.made().test(measured)).map(c -> c.judge(measured))
                .toList());
    }

    private Test judge(T measured) {
        double value = figure.applyAsDouble(measured);
        double bar = limit.applyAsDouble(measured);
        return new Test(test, value, bar, bound == Bound.AT_LEAST ? value >= bar : value <= bar);
    }
}
