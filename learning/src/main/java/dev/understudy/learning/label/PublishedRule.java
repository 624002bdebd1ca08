package dev.understudy.learning.label;

import java.util.Arrays;

/**
 * The joint rule with the published constants, whatever adapts: the surer branch labels both, the point branch counting
 * 0.9, and what is above 0.84 is kept (arXiv 2404.10146, its ModelNet configurations). A tie goes to the image branch,
 * where the published code adds the two class indices.
 */
public final class PublishedRule implements LabelRule {

    static final String NAME = "cross-most";
    private static final float POINT_WEIGHT = 0.9f;
    private static final float THRESHOLD = 0.84f;

    private final JointRule joint = new JointRule(Fusion.MAX);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Fusion fusion() {
        return Fusion.MAX;
    }

    @Override
    public boolean adapts() {
        return false;
    }

    @Override
    public Judgement judge(float[] point, float[] image, int pointCount, RuleParameters parameters) {
        float[] thresholds = new float[parameters.thresholds().length];
        Arrays.fill(thresholds, THRESHOLD);
        return joint.judge(point, image, pointCount, new RuleParameters(POINT_WEIGHT, thresholds));
    }
}
