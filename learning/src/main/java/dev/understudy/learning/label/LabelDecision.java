package dev.understudy.learning.label;

import dev.understudy.proto.v1.Verdict;

/**
 * Whether an object may teach, and as what.
 *
 * @param verdict accepted, or why not
 * @param label class index; -1 when there is none
 * @param confidence of the label
 */
public record LabelDecision(Verdict verdict, int label, float confidence) {

    /** Whether the object may teach its label. */
    public boolean teaches() {
        return verdict == Verdict.ACCEPTED;
    }
}
