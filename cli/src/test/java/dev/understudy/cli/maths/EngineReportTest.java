package dev.understudy.cli.maths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.maths.EngineReport.Caches;
import dev.understudy.cli.maths.EngineReport.Comparison;
import dev.understudy.learning.maths.MathsFault;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.MathsCheck.Outcome;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.learning.model.MathsReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineReportTest {

    private static final MathsReport PATH = new MathsReport("a chip", "AVX2", "AUTO,STRICT", "default", "1", 42);
    private static final Caches SHOWN = Caches.of(Map.of(1, 49152L), Map.of(1, "48K"));

    @Test
    void shouldTellThatTheHypervisorHidesTheCaches() {
        Caches hidden = Caches.of(Map.of(1, 1L), Map.of());
        assertThat(hidden.hidden()).isTrue();
        assertThat(print(hidden, null)).contains("oneDNN sees L1 1 B; the system sees not known", "hides the caches");
        assertThat(print(SHOWN, null)).contains("oneDNN sees L1 48K; the system sees L1 48K")
                .doesNotContain("hides");
    }

    @Test
    void shouldNotTakeUnknownCachesForHiddenOnes() {
        assertThat(Caches.of(Map.of(), Map.of()).hidden()).isFalse();
    }

    @Test
    void shouldNameTheOperationThatIsWrong() {
        MathsFault fault = new MathsFault("convolution, output", "[2, 32, 32, 24]", 0.4);
        assertThat(report(SHOWN, fault).right()).isFalse();
        assertThat(print(SHOWN, fault)).contains("WRONG: convolution, output on [2, 32, 32, 24]");
        assertThat(report(SHOWN, null).right()).isTrue();
        assertThat(print(SHOWN, null)).contains("42 operations compared with plain sums in 7 ms, all right",
                "oneDNN AVX2");
    }

    private static String print(Caches caches, MathsFault fault) {
        StringWriter out = new StringWriter();
        report(caches, fault).print(new PrintWriter(out));
        return out.toString();
    }

    private static EngineReport report(Caches caches, MathsFault fault) {
        Outcome outcome = new Outcome(Architecture.defaults(), Use.TRAINING, 42, 7, fault);
        return new EngineReport("abc", "PyTorch", "0", "cpu()", 0, 1, PATH, caches, List.of(Comparison.of(outcome)));
    }
}
