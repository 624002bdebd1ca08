package dev.understudy.learning.label;

import dev.understudy.proto.v1.Branch;

/**
 * A class for one object.
 *
 * @param label class index, -1 when no branch had input
 * @param confidence joint score of the class, [0, 1]
 * @param spokenBy the branch the score comes from
 */
public record Decision(int label, float confidence, Branch spokenBy) {
}
