package dev.understudy.learning.loop;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.GateReport;

/**
 * A candidate and the gate's verdict on it.
 *
 * @param checkpoint its weights
 * @param report every test of the gate, with or without which it may go live
 * @param passed whether it may go live
 * @param rolledBack whether the verdict made training go back to the live weights
 */
public record JudgedCandidate(Checkpoint checkpoint, GateReport report, boolean passed, boolean rolledBack) {

    /** Labels of the failed tests that keep it from going live, comma separated; empty when it may. */
    public String reason() {
        return passed ? "" : report.reason();
    }
}
