package dev.understudy.learning.label;

/** Turns two class distributions into a pseudo-label, or says why there is none. Stateless. */
public interface LabelRule {

    /** Name by which manifests and samples refer to the rule. */
    String name();

    /** How the rule (and the events beside it) fuse the branches. */
    Fusion fusion();

    /**
     * Judges one object.
     *
     * @param point class probabilities of the point branch, or null
     * @param image class probabilities of the image branch, or null
     * @param pointCount points of the whole cluster
     */
    Judgement judge(float[] point, float[] image, int pointCount, RuleParameters parameters);

    /** The rule of a manifest's name. */
    static LabelRule named(String name) {
        for (Fusion fusion : Fusion.values()) {
            LabelRule rule = new JointRule(fusion);
            if (rule.name().equals(name)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("unknown labelling rule '" + name + "'");
    }
}
