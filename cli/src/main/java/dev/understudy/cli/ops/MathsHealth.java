package dev.understudy.cli.ops;

import dev.understudy.cli.ops.Readiness.Condition;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.model.MathsCheck.Outcome;
import dev.understudy.learning.model.MathsCheck;
import dev.understudy.proto.PublishedMeter.Kind;
import dev.understudy.proto.PublishedMeter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What comparing the native maths with plain sums has shown in this process so far, for probes and metrics. */
public final class MathsHealth {

    @PublishedMeter(kind = Kind.GAUGE, unit = "operations", tags = "path",
            meaning = "native operations compared with plain sums that agreed")
    public static final String OPERATIONS = "maths.operations.checked";

    @PublishedMeter(kind = Kind.GAUGE, unit = "0 or 1", tags = "path",
            meaning = "1 while every comparison agreed, also when there was none")
    public static final String RIGHT = "maths.right";

    private MathsHealth() {
    }

    /** Registers both gauges. */
    public static void bindTo(MeterRegistry meters) {
        bindTo(meters, MathsCheck::outcomes);
    }

    static void bindTo(MeterRegistry meters, Supplier<List<Outcome>> outcomes) {
        String path = MathsPath.current().toString();
        Gauge.builder(OPERATIONS, () -> outcomes.get().stream().filter(Outcome::right).mapToInt(Outcome::operations)
                .sum()).tag("path", path).register(meters);
        Gauge.builder(RIGHT, () -> fault(outcomes.get()).isEmpty() ? 1 : 0).tag("path", path).register(meters);
    }

    /** Every comparison so far agreed. */
    public static Condition condition() {
        return condition(MathsCheck::outcomes);
    }

    static Condition condition(Supplier<List<Outcome>> outcomes) {
        return new Condition("maths", () -> fault(outcomes.get()));
    }

    private static Optional<String> fault(List<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> !outcome.right()).findFirst()
                .map(outcome -> outcome.fault().toString());
    }
}
