package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.label.RobotTrust;
import java.util.List;

/**
 * A candidate and the gate's verdict on it.
 *
 * @param candidate weights and what they say of themselves; version, parent, epoch and time are the worker's to set
 * @param passed    whether it may become live
 * @param reason    names of the failed tests, empty when passed
 * @param report    the gate's figures as JSON
 * @param trust     robots trusted no more, or again, since the last proposal
 * @param rolledBack whether the verdict made training go back to the last published weights
 */
public record Proposal(Checkpoint candidate, boolean passed, String reason, String report,
        List<RobotTrust.Change> trust, boolean rolledBack) {

    /** Copies the list. */
    public Proposal {
        trust = List.copyOf(trust);
    }

    /** Of a learner that trusts all robots alike and never goes back. */
    public Proposal(Checkpoint candidate, boolean passed, String reason, String report) {
        this(candidate, passed, reason, report, List.of(), false);
    }
}
