package dev.understudy.learning.experiment;

import java.util.List;

/**
 * One stream and what became of every arm.
 *
 * @param warmUp objects of the stream before the shift
 * @param stream what there was to see
 * @param target held-out objects of where the stream went
 * @param source held-out objects of the source
 */
public record CaseOutcome(Case of, int warmUp, ObjectList stream, ObjectList target, ObjectList source,
        List<ArmOutcome> arms) {
}
