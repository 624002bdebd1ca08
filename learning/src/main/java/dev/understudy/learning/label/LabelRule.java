package dev.understudy.learning.label;

import java.util.List;

/**
 * Turns two class distributions into a pseudo-label, or says why there is none. Stateless. By name:
 *
 * <ul>
 * <li>{@code joint-max}: the surer branch labels both; weight and per-class thresholds adapt
 * <li>{@code joint-mean}: both branches' weighted mean labels both; weight and per-class thresholds adapt
 * <li>{@code cross-most}: {@code joint-max} with the published weight and threshold
 * <li>{@code agreement}: both branches must say the same
 * <li>{@code track-vote}: all views of a track decide together
 * <li>{@code point-only}, {@code image-only}: one branch labels alone, of objects that have both
 * </ul>
 */
public interface LabelRule {

    /** Name by which manifests and samples refer to the rule. */
    String name();

    /** How the rule (and the events beside it) fuse the branches. */
    Fusion fusion();

    /** Whether the rule goes by the weight and the thresholds it is given, which adapt, and not by its own. */
    default boolean adapts() {
        return true;
    }

    /**
     * Judges one object.
     *
     * @param point class probabilities of the point branch, or null
     * @param image class probabilities of the image branch, or null
     * @param pointCount points of the whole cluster
     */
    Judgement judge(float[] point, float[] image, int pointCount, RuleParameters parameters);

    /** Every rule. */
    static List<LabelRule> all() {
        return List.of(new JointRule(Fusion.MAX), new JointRule(Fusion.MEAN), new PublishedRule(),
                new AgreementRule(), new TrackVoteRule(), new JointRule(Fusion.POINT), new JointRule(Fusion.IMAGE));
    }

    /**
     * The rule of a manifest's name.
     *
     * @throws IllegalArgumentException naming the rules there are
     */
    static LabelRule named(String name) {
        List<LabelRule> all = all();
        return all.stream().filter(rule -> rule.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown labelling rule '" + name + "'; there are "
                        + String.join(", ", all.stream().map(LabelRule::name).toList())));
    }
}
