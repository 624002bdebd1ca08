package dev.understudy.learning.label;

import dev.understudy.learning.sample.EncoderConfig;
import dev.understudy.proto.v1.Verdict;

/**
 * All views of a track are labelled alike, by their mean distribution: what {@link TrackConsensus} says. Where nobody
 * remembers tracks (a stream's inference stage is stateless) a view is judged alone, by {@code joint-mean}; the trainer
 * and {@code relabel} remember, and count the votes.
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

    @Override
    public Judge newJudge() {
        TrackConsensus consensus = new TrackConsensus();
        return (track, point, image, pointCount, parameters) -> {
            if (track.isEmpty() || point == null || pointCount < EncoderConfig.defaults().minPoints()) {
                return judge(point, image, pointCount, parameters);
            }
            consensus.add(track, point, image, parameters.pointWeight());
            Decision agreed = consensus.of(track);
            float threshold = parameters.thresholds()[agreed.label()];
            return new Judgement(agreed.confidence() > threshold ? Verdict.ACCEPTED : Verdict.BELOW_THRESHOLD, agreed,
                    threshold);
        };
    }
}
