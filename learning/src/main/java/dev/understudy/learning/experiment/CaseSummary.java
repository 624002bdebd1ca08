package dev.understudy.learning.experiment;

import dev.understudy.learning.experiment.ArmOutcome.Candidate;
import dev.understudy.learning.experiment.ArmOutcome.Predictions;
import dev.understudy.learning.statistics.ClassCounts;
import dev.understudy.learning.train.StepCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Puts one case of several seeds together. */
public final class CaseSummary {

    /** Objects of a window of the curve, and from one point to the next. */
    public static final int WINDOW = 500;
    public static final int STRIDE = 100;

    private final List<Long> seeds;
    private final List<CaseOutcome> outcomes;
    /** By arm and figure, per seed the figure itself and then those of the draws. */
    private final Map<String, Map<String, List<double[]>>> draws = new LinkedHashMap<>();

    /** @param outcomes the same case of every seed */
    public CaseSummary(List<Long> seeds, List<CaseOutcome> outcomes) {
        this.seeds = List.copyOf(seeds);
        this.outcomes = List.copyOf(outcomes);
    }

    /** Scores and compares. */
    public CaseReport report() {
        for (int s = 0; s < seeds.size(); s++) {
            CaseOutcome o = outcomes.get(s);
            score("target", new TrackDraws(o.target(), 0, seeds.get(s)), o);
            score("source", new TrackDraws(o.source(), 0, seeds.get(s)), o);
            score("stream", new TrackDraws(o.stream(), o.warmUp(), seeds.get(s)), o);
        }
        List<ArmReport> arms = new ArrayList<>();
        for (int a = 0; a < outcomes.get(0).arms().size(); a++) {
            arms.add(arm(a));
        }
        return new CaseReport(outcomes.get(0).of().label(),
                outcomes.stream().mapToInt(o -> o.stream().truth().length).average().orElse(0),
                outcomes.stream().mapToInt(CaseOutcome::warmUp).average().orElse(0), arms, claims());
    }

    private void score(String where, TrackDraws objects, CaseOutcome of) {
        for (ArmOutcome arm : of.arms()) {
            Predictions p = where.equals("target") ? arm.target() : where.equals("source") ? arm.source()
                    : arm.stream();
            add(arm.arm(), where + ".point", objects.macroAccuracy(p.point()));
            if (!where.equals("stream")) {
                add(arm.arm(), where + ".image", objects.macroAccuracy(p.image()));
            }
            add(arm.arm(), where + ".served", objects.macroAccuracy(p.served()));
        }
    }

    private void add(String arm, String figure, double[] values) {
        draws.computeIfAbsent(arm, a -> new LinkedHashMap<>()).computeIfAbsent(figure, f -> new ArrayList<>())
                .add(values);
    }

    private ArmReport arm(int index) {
        List<ArmOutcome> ofSeeds = outcomes.stream().map(o -> o.arms().get(index)).toList();
        Map<String, Figure> figures = new LinkedHashMap<>();
        draws.get(ofSeeds.get(0).arm()).forEach((name, values) -> figures.put(name, Figure.of(values)));
        List<Candidate> candidates = ofSeeds.stream().flatMap(o -> o.publication().candidates().stream()).toList();
        Map<String, Integer> refusals = new TreeMap<>();
        candidates.stream().filter(c -> !c.published()).forEach(c -> refusals.merge(c.reason(), 1, Integer::sum));
        Map<String, Integer> alarms = new TreeMap<>();
        ofSeeds.forEach(o -> o.publication().alarms().forEach(a -> alarms.merge(a.reason(), 1, Integer::sum)));
        long admitted = ofSeeds.stream().mapToLong(o -> o.labels().admitted()).sum();
        return new ArmReport(ofSeeds.get(0).arm(), figures,
                ofSeeds.stream().mapToLong(o -> o.labels().steps()).average().orElse(0),
                ofSeeds.stream().map(ArmOutcome::stepCounts).reduce(StepCounts.NONE, StepCounts::plus),
                (double) ofSeeds.stream().mapToLong(o -> o.labels().right()).sum() / Math.max(1, admitted),
                (double) admitted / Math.max(1, ofSeeds.stream().mapToLong(o -> o.labels().records()).sum()),
                candidates.size(), count(candidates, false, true), count(candidates, true, false),
                count(candidates, true, true),
                (double) ofSeeds.stream().mapToInt(o -> o.labels().brokenAdmitted()).sum()
                        / Math.max(1, ofSeeds.stream().mapToInt(o -> o.labels().broken()).sum()),
                ofSeeds.stream().mapToInt(o -> o.labels().distrusted().size()).sum(), refusals, alarms,
                curve(index));
    }

    private static int count(List<Candidate> candidates, boolean forged, boolean published) {
        return (int) candidates.stream().filter(c -> (c.forged() || !forged) && (c.published() || !published))
                .count();
    }

    private List<Double> curve(int index) {
        int shortest = outcomes.stream().mapToInt(o -> o.stream().truth().length).min().orElse(0);
        List<Double> out = new ArrayList<>();
        for (int end = WINDOW; end <= shortest; end += STRIDE) {
            int to = end;
            out.add(outcomes.stream().mapToDouble(o -> windowed(o.stream().truth(),
                    o.arms().get(index).stream().served(), to - WINDOW, to)).average().orElse(0));
        }
        return out;
    }

    private static double windowed(int[] truth, int[] predicted, int from, int to) {
        int[] known = IntStream.range(from, to).filter(i -> truth[i] >= 0).toArray();
        return ClassCounts.of(Arrays.stream(known).map(i -> predicted[i]).toArray(),
                Arrays.stream(known).map(i -> truth[i]).toArray()).macroAccuracy();
    }

    private Map<String, Figure> claims() {
        Map<String, Figure> out = new LinkedHashMap<>();
        claim(out, "pointGainOverFrozen", Arm.FROZEN, "target.point");
        claim(out, "pointGainOverPointOnly", Arm.POINT_ONLY, "target.point");
        claim(out, "pointGainOverPointOnlyWithTrackConsensus", Arm.POINT_ONLY_CONSENSUS, "target.point");
        claim(out, "imageGainOverImageOnly", Arm.IMAGE_ONLY, "target.image");
        claim(out, "servedGainOverFrozenJoint", Arm.FROZEN, "target.served");
        claim(out, "streamGainOverFrozenJoint", Arm.FROZEN, "stream.served");
        claim(out, "sourceGainOverFrozenJoint", Arm.FROZEN, "source.served");
        claim(out, "sourceGainOverFrozenPoint", Arm.FROZEN, "source.point");
        gap(out, "pointGapClosed", "target.point");
        gap(out, "servedGapClosed", "target.served");
        return out;
    }

    private void claim(Map<String, Figure> out, String name, String other, String figure) {
        if (draws.containsKey(Arm.JOINT) && draws.containsKey(other)) {
            out.put(name, Figure.of(combined(draws.get(Arm.JOINT).get(figure), draws.get(other).get(figure))));
        }
    }

    private static List<double[]> combined(List<double[]> first, List<double[]> second) {
        List<double[]> out = new ArrayList<>();
        for (int s = 0; s < first.size(); s++) {
            double[] a = first.get(s);
            double[] b = second.get(s);
            out.add(IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray());
        }
        return out;
    }

    /** Gain of the guarded joint arm over the gain of the oracle, both meaned over the seeds first. */
    private void gap(Map<String, Figure> out, String name, String figure) {
        if (!draws.containsKey(Arm.JOINT) || !draws.containsKey(Arm.FROZEN) || !draws.containsKey(Arm.ORACLE)) {
            return;
        }
        double[] gain = mean(combined(draws.get(Arm.JOINT).get(figure), draws.get(Arm.FROZEN).get(figure)));
        double[] most = mean(combined(draws.get(Arm.ORACLE).get(figure), draws.get(Arm.FROZEN).get(figure)));
        out.put(name, Figure.of(List.of(
                IntStream.range(0, gain.length).mapToDouble(i -> gain[i] / most[i]).toArray())));
    }

    private static double[] mean(List<double[]> seeds) {
        return IntStream.range(0, seeds.get(0).length)
                .mapToDouble(i -> seeds.stream().mapToDouble(s -> s[i]).average().orElse(0)).toArray();
    }
}
