package dev.understudy.learning.label;

import dev.understudy.learning.sample.Floats;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import java.util.List;

/**
 * One view of an object with what a labelling rule made of it alone.
 *
 * @param track names the physical object among all robots; empty when it is not known
 * @param point class probabilities of the point branch
 * @param image class probabilities of the image branch, or null
 * @param pointWeight weight of the point branch where both have an input
 * @param verdict the rule's
 * @param label the rule's
 * @param confidence the rule's
 */
public record JudgedView(String track, float[] point, float[] image, float pointWeight, Verdict verdict, int label,
        float confidence) {

    /** As a sample states it. */
    public static JudgedView of(PseudoLabelledSample sample) {
        return new JudgedView(track(sample), distribution(sample.getPointDistributionList()),
                distribution(sample.getImageDistributionList()), sample.getPointWeight(), sample.getVerdict(),
                sample.getLabel(), sample.getConfidence());
    }

    /** The same view, judged by another rule or other parameters. */
    public JudgedView judged(Judgement judgement, float weight) {
        return new JudgedView(track, point, image, weight, judgement.verdict(), judgement.decision().label(),
                judgement.decision().confidence());
    }

    /** Every LiDAR of a robot numbers its own tracks. */
    private static String track(PseudoLabelledSample sample) {
        long id = sample.getCluster().getTrackId();
        return id == 0 ? "" : prefix(sample) + "track" + id;
    }

    /** Begins the names of all that one LiDAR saw. */
    public static String prefix(PseudoLabelledSample sample) {
        return sample.getRobotId() + "/" + sample.getLidarFrameId() + "/";
    }

    /** Null for a branch without input. */
    private static float[] distribution(List<Float> values) {
        return values.isEmpty() ? null : Floats.of(values);
    }
}
