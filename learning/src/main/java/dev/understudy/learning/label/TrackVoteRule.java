package dev.understudy.learning.label;

/**
 * All views of a track are labelled alike, by their mean distribution: {@link TrackConsensus}. A view alone is judged
 * by {@code joint-mean}, since a stream's inference stage remembers no tracks; {@link Labelling} remembers them, and
 * counts the votes.
 */
public final class TrackVoteRule implements LabelRule {

    /** Name in manifests. */
    public static final String NAME = "track-vote";

    private final JointRule alone = new JointRule(Fusion.MEAN);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Fusion fusion() {
        return Fusion.MEAN;
    }

    @Override
    public Judgement judge(float[] point, float[] image, int pointCount, RuleParameters parameters) {
        return alone.judge(point, image, pointCount, parameters);
    }
}
