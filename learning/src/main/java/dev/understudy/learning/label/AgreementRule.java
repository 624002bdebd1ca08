package dev.understudy.learning.label;

import dev.understudy.learning.sample.EncoderConfig;
import dev.understudy.proto.v1.Branch;
import dev.understudy.proto.v1.Verdict;

/**
 * Both branches must name the same class, and the less sure of the two must be above that class's threshold. The
 * published code has it as an ablation, at a threshold of 0.2.
 */
public final class AgreementRule implements LabelRule {

    static final String NAME = "agreement";

    @Override
    public String name() {
        return NAME;
    }

    /** Where they disagree, events still need a class. */
    @Override
    public Fusion fusion() {
        return Fusion.MEAN;
    }

    @Override
    public Judgement judge(float[] point, float[] image, int pointCount, RuleParameters parameters) {
        Decision fused = fusion().decide(point, image, parameters.pointWeight());
        float threshold = fused.label() < 0 ? 1 : parameters.thresholds()[fused.label()];
        if (fused.label() < 0 || point == null || pointCount < EncoderConfig.defaults().minPoints()) {
            return new Judgement(Verdict.TOO_FEW_POINTS, fused, threshold);
        }
        if (image == null) {
            return new Judgement(Verdict.NO_IMAGE, fused, threshold);
        }
        int label = Fusion.argmax(point);
        if (label != Fusion.argmax(image)) {
            return new Judgement(Verdict.DISAGREEMENT, fused, threshold);
        }
        Decision agreed = new Decision(label, Math.min(point[label], image[label]), Branch.JOINT);
        return new Judgement(agreed.confidence() > threshold ? Verdict.ACCEPTED : Verdict.BELOW_THRESHOLD, agreed,
                threshold);
    }
}
