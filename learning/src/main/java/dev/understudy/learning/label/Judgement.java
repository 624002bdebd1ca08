package dev.understudy.learning.label;

import dev.understudy.proto.v1.Verdict;

/**
 * What a labelling rule says about one object.
 *
 * @param verdict accepted, or why not
 * @param decision the class the rule would give
 * @param threshold the threshold that applied
 */
public record Judgement(Verdict verdict, Decision decision, float threshold) {

    public boolean accepted() {
        return verdict == Verdict.ACCEPTED;
    }
}
