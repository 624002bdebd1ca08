package dev.understudy.learning.gate;

import static dev.understudy.learning.gate.Criterion.atLeast;
import static dev.understudy.learning.gate.Criterion.atMost;

import dev.understudy.learning.gate.CandidateFigures.Compared;
import dev.understudy.learning.statistics.Balance;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The tests of the publication gate on a candidate whose weights are numbers, in the order of their reports. */
final class PublicationTests {

    private PublicationTests() {
    }

    static List<Criterion<CandidateFigures>> of(GateConfig config) {
        return Stream.of(canary(config.canary()), sureness(config.sureness()), balance(config.balance()),
                evidence(config.minima())).flatMap(List::stream).toList();
    }

    /** What the served model gained on the source is no debt: the source is not what it adapts to. */
    private static List<Criterion<CandidateFigures>> canary(GateConfig.CanaryLimits limits) {
        return List.of(
                atLeast(GateTest.CANARY_VS_SERVED, f -> f.canary().candidate(),
                        f -> Math.min(f.canary().base(), f.canary().served()) - limits.drop()),
                atLeast(GateTest.CANARY_VS_BASE, f -> f.canary().candidate(),
                        f -> f.canary().base() - limits.dropFromBase()));
    }

    private static List<Criterion<CandidateFigures>> sureness(GateConfig.Sureness limits) {
        return List.of(
                Criterion.<CandidateFigures>atLeast(GateTest.LABELS_VS_SERVED, f -> f.labels().getAsDouble(),
                        f -> limits.ofLabels()).where(f -> f.labels().isPresent()),
                Criterion.<CandidateFigures>atLeast(GateTest.SURE_OF_BASE, f -> f.sureness().getAsDouble(),
                        f -> limits.ofBase()).where(f -> f.sureness().isPresent()));
    }

    private static List<Criterion<CandidateFigures>> balance(GateConfig.BalanceLimits limits) {
        return Stream.<Criterion<CandidateFigures>>of(
                atLeast(GateTest.ENTROPY_VS_BASE, of(b -> b.candidate().entropy()),
                        of(b -> limits.entropyOfBase() * b.base().entropy())),
                atLeast(GateTest.ENTROPY_VS_SERVED, of(b -> b.candidate().entropy()),
                        of(b -> limits.entropyOfServed() * b.served().entropy())),
                atLeast(GateTest.ENTROPY_FLOOR, of(b -> b.candidate().entropy()), f -> limits.entropyFloor()),
                atMost(GateTest.LARGEST_SHARE, of(b -> b.candidate().largestShare()),
                        of(b -> Math.max(limits.largestShare(),
                                limits.largestShareOfBase() * b.base().largestShare()))))
                .map(test -> test.where(f -> f.balance().isPresent())).toList();
    }

    private static ToDoubleFunction<CandidateFigures> of(ToDoubleFunction<Compared<Balance>> figure) {
        return f -> figure.applyAsDouble(f.balance().orElseThrow());
    }

    private static List<Criterion<CandidateFigures>> evidence(GateConfig.Minima minima) {
        return List.of(
                atLeast(GateTest.PROBE_SIZE, f -> f.evidence().probe().size(), f -> minima.probe()),
                atLeast(GateTest.UPDATES, f -> f.evidence().updates(), f -> minima.updates()),
                atLeast(GateTest.TRACKS, f -> f.evidence().tracks(), f -> minima.tracks()),
                atLeast(GateTest.COVERAGE, f -> f.evidence().coverage(), f -> minima.coverage()));
    }
}
