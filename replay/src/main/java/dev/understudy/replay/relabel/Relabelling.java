package dev.understudy.replay.relabel;

import dev.understudy.learning.label.AdaptiveThresholds;
import dev.understudy.learning.label.JudgedView;
import dev.understudy.learning.label.LabelDecision;
import dev.understudy.learning.label.LabelRule;
import dev.understudy.learning.label.Labelling;
import dev.understudy.learning.label.RuleParameters;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.replay.log.LogException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides recorded pseudo-labels again under another rule or other parameters, as the trainer would, and counts what
 * would have changed: both times by {@link Labelling}, from the first sample on. What is not changed stays as the
 * sample states it. Not thread-safe.
 */
public final class Relabelling {

    private final Change change;
    private final Labelling.Settings settings;
    private final Map<String, Labelling> thenByRule = new TreeMap<>();
    private final Map<String, Labelling> nowByRule = new TreeMap<>();
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
     * @param threshold of every class, [0, 1]; else the thresholds follow the samples
     */
    public record Change(String rule, Float pointWeight, Float threshold) {
    }

    /**
     * What would have changed.
     *
     * @param samples samples decided again
     * @param acceptedBefore samples that would teach as they were recorded
     * @param acceptedAfter samples that would teach now
     * @param verdicts samples by {@code old -> new} verdict, where these differ
     * @param labels samples by {@code old -> new} class, where both are accepted and differ
     */
    public record Report(long samples, long acceptedBefore, long acceptedAfter, Map<String, Long> verdicts,
            Map<String, Long> labels) {
    }

    /**
     * By a trainer's settings.
     *
     * @throws IllegalArgumentException when the rule is unknown
     */
    public Relabelling(Change change, Labelling.Settings settings) {
        this.change = change;
        this.settings = settings;
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
        JudgedView view = JudgedView.of(sample);
        LabelDecision then = decide(labelling(thenByRule, sample.getRule(), settings, classNames.size()), view);
        LabelDecision now = decideNow(sample, view, classNames.size());
        samples++;
        before += then.teaches() ? 1 : 0;
        after += now.teaches() ? 1 : 0;
        if (then.verdict() != now.verdict()) {
            verdicts.merge(then.verdict() + " -> " + now.verdict(), 1L, Long::sum);
        } else if (then.teaches() && then.label() != now.label()) {
            labels.merge(classNames.get(then.label()) + " -> " + classNames.get(now.label()), 1L, Long::sum);
        }
    }

    private LabelDecision decideNow(PseudoLabelledSample sample, JudgedView view, int classes) {
        String rule = change.rule() == null ? sample.getRule() : change.rule();
        Labelling labelling = labelling(nowByRule, rule, settings.withThreshold(change.threshold()), classes);
        if (change.rule() == null && change.pointWeight() == null) {
            return decide(labelling, view);
        }
        float weight = change.pointWeight() == null ? sample.getPointWeight() : change.pointWeight();
        return decide(labelling, view.judged(LabelRule.named(rule).judge(view.point(), view.image(),
                sample.getCluster().getPointCount(), new RuleParameters(weight, labelling.thresholds())), weight));
    }

    private static LabelDecision decide(Labelling labelling, JudgedView view) {
        if (view.point() != null) {
            labelling.observe(view);
        }
        return labelling.decide(view);
    }

    private static Labelling labelling(Map<String, Labelling> byRule, String rule, Labelling.Settings settings,
            int classes) {
        return byRule.computeIfAbsent(rule,
                name -> new Labelling(settings, named(name), new AdaptiveThresholds(classes)));
    }

    private static LabelRule named(String rule) {
        try {
            return LabelRule.named(rule);
        } catch (IllegalArgumentException e) {
            throw new LogException("a sample was decided by a rule that there is not: " + e.getMessage(), e);
        }
    }

    public Report report() {
        return new Report(samples, before, after, new TreeMap<>(verdicts), new TreeMap<>(labels));
    }
}
