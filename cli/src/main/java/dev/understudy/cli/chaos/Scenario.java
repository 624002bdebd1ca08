package dev.understudy.cli.chaos;

import dev.understudy.cli.chaos.audit.AuditReport;
import java.util.List;
import java.util.Locale;

/**
 * What came of one scenario.
 *
 * @param number from 1
 * @param faults their labels
 * @param tookEffect whether the faults were shown to have happened; else the scenario does not count
 * @param evidence how
 * @param frames LiDAR records sent
 * @param decidedAtFault of them decided when the fault struck
 * @param seconds from the first record to the audit
 * @param violations one line each; empty when every invariant holds
 */
public record Scenario(int number, List<String> faults, boolean tookEffect, String evidence, long frames,
        long decidedAtFault, double seconds, List<String> violations) {

    static List<String> lines(AuditReport report) {
        return report.violations().stream().map(v -> v.invariant() + ": " + v.detail()).toList();
    }

    /** One line for people. */
    String line() {
        return String.format(Locale.ROOT, "%3d %-36s %s %5.1f s  %s%s", number, String.join("+", faults),
                violations.isEmpty() ? (tookEffect ? "ok  " : "none") : "FAIL", seconds, evidence,
                violations.isEmpty() ? "" : "\n      " + String.join("\n      ", violations));
    }
}
