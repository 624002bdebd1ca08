package dev.understudy.learning.experiment;

import java.util.List;
import java.util.Map;

/**
 * All arms on one kind of stream.
 *
 * @param label as {@link Case#label}
 * @param objects of a stream, mean over the seeds
 * @param warmUp of them before the shift
 * @param arms in the order they ran
 * @param claims differences in macro accuracy between arms, on the same draws, and shares of the gap to the oracle
 */
public record CaseReport(String label, double objects, double warmUp, List<ArmReport> arms,
        Map<String, Figure> claims) {

    /** The arm of that name, or null when it did not run. */
    public ArmReport arm(String name) {
        return arms.stream().filter(a -> a.arm().equals(name)).findFirst().orElse(null);
    }
}
