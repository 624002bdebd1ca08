package dev.understudy.cli.chaos;

import java.util.List;
import java.util.Map;

/**
 * A whole run.
 *
 * @param counted scenarios whose faults took effect
 * @param counts what the last audit looked at, after everything had ended
 * @param endedAlone processes that ended by themselves and were started again, with exit codes
 * @param violations of the last audit; those found during a scenario are in it
 */
public record ChaosReport(long seed, int counted, List<Scenario> scenarios, Map<String, Long> counts,
        List<String> endedAlone, List<String> violations) {

    /** Whether every invariant held, all the time. */
    public boolean clean() {
        return violations.isEmpty() && scenarios.stream().allMatch(scenario -> scenario.violations().isEmpty());
    }
}
