package dev.understudy.cli.chaos;

import dev.understudy.cli.chaos.audit.Facts;
import dev.understudy.perception.pairing.CameraOutcome;
import dev.understudy.perception.pairing.DroppedFrame;
import dev.understudy.proto.v1.FrameLedger;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What the ledgers and the audit log show of faults that are made of records. */
final class InputEvidence {

    private InputEvidence() {
    }

    /**
     * Looks for a fault's traces.
     *
     * @param forgeries versions planted in this scenario
     * @param await reads on until something is there, or time is over
     */
    static Evidence of(FaultKind fault, Facts facts, FeedPlan plan, List<Long> forgeries,
            Predicate<BooleanSupplier> await) {
        return switch (fault) {
            case DUPLICATES -> some("dropped as duplicates", sum(facts, plan, l ->
                    l.getLidarDroppedOrDefault(DroppedFrame.DUPLICATE, 0)
                            + l.getCameraDroppedOrDefault(CameraOutcome.DUPLICATE, 0)));
            case OUT_OF_ORDER -> some("late", sum(facts, plan, l ->
                    l.getLidarDroppedOrDefault(DroppedFrame.LATE, 0)
                            + l.getCameraUnusedOrDefault(CameraOutcome.LATE, 0)));
            case SKEWED_CLOCK, GARBAGE_FRAMES -> some("dead sensor records", plan.items().stream()
                    .filter(item -> item.poison()).count());
            case GARBAGE_RECORDS -> some("dead records", plan.items().stream().filter(item -> item.poison()).count());
            case FORGED_CHECKPOINTS -> refused(facts, forgeries, await);
            default -> new Evidence(true, "");
        };
    }

    private static Evidence refused(Facts facts, List<Long> forgeries, Predicate<BooleanSupplier> await) {
        boolean all = await.test(() -> forgeries.stream().allMatch(version -> facts.refusals(version) > 0));
        return new Evidence(all, forgeries.stream().filter(version -> facts.refusals(version) > 0).count() + " of "
                + forgeries.size() + " forged versions refused");
    }

    private static Evidence some(String what, long number) {
        return new Evidence(number > 0, number + " " + what);
    }

    private static long sum(Facts facts, FeedPlan plan, ToLongFunction<FrameLedger> column) {
        return plan.robots().stream().map(facts::ledger).mapToLong(column).sum();
    }
}
