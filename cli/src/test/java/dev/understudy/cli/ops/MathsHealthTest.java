package dev.understudy.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.maths.MathsFault;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.MathsCheck.Outcome;
import dev.understudy.learning.model.MathsCheck.Use;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MathsHealthTest {

    private static final MathsFault FAULT = new MathsFault("convolution, output", "[2, 3]", 0.5);

    private final List<Outcome> outcomes = new ArrayList<>();

    @Test
    void shouldCountWhatAgreedAndShowWhetherAllDid() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        MathsHealth.bindTo(meters, () -> outcomes);
        assertThat(value(meters, MathsHealth.OPERATIONS)).isZero();
        assertThat(value(meters, MathsHealth.RIGHT)).isEqualTo(1);
        outcomes.add(outcome(42, null));
        assertThat(value(meters, MathsHealth.OPERATIONS)).isEqualTo(42);
        assertThat(value(meters, MathsHealth.RIGHT)).isEqualTo(1);
        outcomes.add(outcome(39, FAULT));
        assertThat(value(meters, MathsHealth.OPERATIONS)).isEqualTo(42);
        assertThat(value(meters, MathsHealth.RIGHT)).isZero();
    }

    @Test
    void shouldNotBeReadyOnceAComparisonFailed() {
        Readiness ready = Readiness.of(List.of(MathsHealth.condition(() -> outcomes)));
        outcomes.add(outcome(42, null));
        assertThat(ready.fault()).isEmpty();
        outcomes.add(outcome(39, FAULT));
        assertThat(ready.fault()).contains("maths: " + FAULT);
    }

    private static Outcome outcome(int operations, MathsFault fault) {
        return new Outcome(Architecture.defaults(), Use.SERVING, operations, 1, fault);
    }

    private static double value(SimpleMeterRegistry meters, String name) {
        return meters.get(name).tag("path", MathsPath.current().toString()).gauge().value();
    }
}
