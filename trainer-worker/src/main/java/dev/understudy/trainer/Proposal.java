package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;

/**
 * A candidate and the gate's verdict on it.
 *
 * @param candidate weights and what they say of themselves; version, parent, epoch and time are the worker's to set
 * @param passed    whether it may become live
 * @param reason    names of the failed tests, empty when passed
 * @param report    the gate's figures as JSON
 */
public record Proposal(Checkpoint candidate, boolean passed, String reason, String report) {
}
