package dev.understudy.learning.label;

import dev.understudy.learning.sample.EncoderConfig;
import dev.understudy.proto.v1.Verdict;
import java.util.Locale;

/**
 * The joint rule: one label for both branches, kept iff the fused score is above the class's threshold. An object
 * without a crop is judged by the point branch alone but never taught: half of the evidence is missing.
 */
public final class JointRule implements LabelRule {

    private final Fusion fusion;
    private final int minPoints;

    public JointRule(Fusion fusion) {
        this(fusion, EncoderConfig.defaults().minPoints());
    }

    /** A rule that leaves clusters of fewer than {@code minPoints} points unlabelled. */
    public JointRule(Fusion fusion, int minPoints) {
        this.fusion = fusion;
        this.minPoints = minPoints;
    }

    @Override
    public String name() {
        String name = fusion.name().toLowerCase(Locale.ROOT);
        return fusion == Fusion.POINT || fusion == Fusion.IMAGE ? name + "-only" : "joint-" + name;
    }

    @Override
    public Fusion fusion() {
        return fusion;
    }

    @Override
    public Judgement judge(float[] point, float[] image, int pointCount, RuleParameters parameters) {
        Decision decision = fusion.decide(point, image, parameters.pointWeight());
        float threshold = decision.label() < 0 ? 1 : parameters.thresholds()[decision.label()];
        return new Judgement(verdict(decision, image, pointCount, threshold), decision, threshold);
    }

    private Verdict verdict(Decision decision, float[] image, int pointCount, float threshold) {
        if (pointCount < minPoints || decision.label() < 0) {
            return Verdict.TOO_FEW_POINTS;
        }
        if (image == null) {
            return Verdict.NO_IMAGE;
        }
        return decision.confidence() > threshold ? Verdict.ACCEPTED : Verdict.BELOW_THRESHOLD;
    }
}
