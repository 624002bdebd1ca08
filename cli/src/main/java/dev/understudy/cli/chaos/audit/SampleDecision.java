package dev.understudy.cli.chaos.audit;

import dev.understudy.learning.label.AdaptiveThresholds;
import dev.understudy.learning.label.JudgedView;
import dev.understudy.learning.label.LabelRule;
import dev.understudy.learning.label.Labelling;
import dev.understudy.proto.v1.PseudoLabelledSample;

/**
 * The labelling decision on a sample by itself: of no track and at the thresholds that a trainer starts with, so that a
 * trainer that was killed and an audit that reads the topic later decide alike.
 */
public final class SampleDecision {

    private static final Labelling.Settings ALONE = new Labelling.Settings(false, true, null, false, 1);

    private SampleDecision() {
    }

    /**
     * Whether it may teach.
     *
     * @throws IllegalArgumentException when its rule is unknown
     */
    public static boolean teaches(PseudoLabelledSample sample) {
        return new Labelling(ALONE, LabelRule.named(sample.getRule()),
                new AdaptiveThresholds(Math.max(1, sample.getPointDistributionCount())))
                .decide(JudgedView.of(sample)).teaches();
    }
}
