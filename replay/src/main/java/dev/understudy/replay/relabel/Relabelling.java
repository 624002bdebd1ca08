package dev.understudy.replay.relabel;

import dev.understudy.learning.label.Judgement;
import dev.understudy.learning.label.LabelRule;
import dev.understudy.learning.label.RuleParameters;
import dev.understudy.learning.train.Floats;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import dev.understudy.replay.log.LogException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides recorded pseudo-labels again under another rule or other parameters, and counts what would have changed. What
 * is not changed stays as the sample states it: its rule, its point weight, and its threshold, which is the one of the
 * class that it was given then. Not thread-safe.
 */
public final class Relabelling {

    private final Change change;
    private final Map<String, LabelRule.Judge> judges = new TreeMap<>();
    private final Map<String, Long> verdicts = new TreeMap<>();
    private final Map<String, Long> labels = new TreeMap<>();
    private long samples;
    private long before;
    private long after;

    /**
     * What is different now; {@code null} leaves the sample's own.
     *
     * @param rule name of the labelling rule
     * @param pointWeight weight of the point branch, [0, 1]
     * @param threshold of every class, [0, 1]
     */
    public record Change(String rule, Float pointWeight, Float threshold) {
    }

    /**
     * What would have changed.
     *
     * @param samples samples decided again
     * @param acceptedBefore samples accepted when they were recorded
     * @param acceptedAfter samples that would be accepted now
     * @param verdicts samples by {@code old -> new} verdict, where these differ
     * @param labels samples by {@code old -> new} class, where both are accepted and differ
     */
    public record Report(long samples, long acceptedBefore, long acceptedAfter, Map<String, Long> verdicts,
            Map<String, Long> labels) {
    }

    /** @throws IllegalArgumentException when the rule is unknown */
    public Relabelling(Change change) {
        this.change = change;
        if (change.rule() != null) {
            LabelRule.named(change.rule());
        }
    }

    /**
     * Decides a sample again.
     *
     * @param classNames names of the sample's taxonomy
     * @throws LogException when the sample is of another taxonomy, or of a rule that there is not
     */
    public void add(PseudoLabelledSample sample, List<String> classNames) {
        for (int classes : new int[] {sample.getPointDistributionCount(), sample.getImageDistributionCount()}) {
            if (classes != 0 && classes != classNames.size()) {
                throw new LogException("a sample of taxonomy " + sample.getTaxonomyVersion() + " has " + classes
                        + " classes where this one has " + classNames.size());
            }
        }
        String rule = change.rule() == null ? sample.getRule() : change.rule();
        LabelRule.Judge judge = judges.computeIfAbsent(rule, Relabelling::judge);
        float[] thresholds = new float[classNames.size()];
        Arrays.fill(thresholds, change.threshold() == null ? sample.getThreshold() : change.threshold());
        float weight = change.pointWeight() == null ? sample.getPointWeight() : change.pointWeight();
        Judgement now = judge.judge(track(sample), distribution(sample.getPointDistributionList()),
                distribution(sample.getImageDistributionList()), sample.getCluster().getPointCount(),
                new RuleParameters(weight, thresholds));
        samples++;
        boolean was = sample.getVerdict() == Verdict.ACCEPTED;
        before += was ? 1 : 0;
        after += now.accepted() ? 1 : 0;
        if (sample.getVerdict() != now.verdict()) {
            verdicts.merge(sample.getVerdict() + " -> " + now.verdict(), 1L, Long::sum);
        } else if (was && sample.getLabel() != now.decision().label()) {
            labels.merge(classNames.get(sample.getLabel()) + " -> " + classNames.get(now.decision().label()), 1L,
                    Long::sum);
        }
    }

    private static LabelRule.Judge judge(String rule) {
        try {
            return LabelRule.named(rule).newJudge();
        } catch (IllegalArgumentException e) {
            throw new LogException("a sample was decided by a rule that there is not: " + e.getMessage(), e);
        }
    }

    private static String track(PseudoLabelledSample sample) {
        long id = sample.getCluster().getTrackId();
        return id == 0 ? "" : sample.getRobotId() + "/" + sample.getLidarFrameId() + "/" + id;
    }

    /** Of a branch that did not speak: null. */
    private static float[] distribution(List<Float> values) {
        return values.isEmpty() ? null : Floats.of(values);
    }

    public Report report() {
        return new Report(samples, before, after, new TreeMap<>(verdicts), new TreeMap<>(labels));
    }
}
