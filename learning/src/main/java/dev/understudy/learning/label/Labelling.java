package dev.understudy.learning.label;

import dev.understudy.learning.sample.Floats;
import dev.understudy.proto.v1.RecordStatistics;
import dev.understudy.proto.v1.TrackSum;
import dev.understudy.proto.v1.Verdict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The labelling decision: which judged objects may teach, and as what. The trainer's intake, {@code relabel} and the
 * experiments ask this one object, so that what is counted and what is taught are the same.
 *
 * <p>What the rule refuses for good stays refused: too few points, branches that disagree under a rule that wants them
 * to agree, a score below a threshold that does not adapt. What it refuses for now is decided here, by thresholds that
 * follow the stream, and by what all views of the track agree on where they decide together. An object without an image
 * may teach by its track alone, where the settings allow it. Not thread-safe.
 */
public final class Labelling {

    /**
     * How labels are decided.
     *
     * @param trackConsensus whether all views of a track are labelled alike, by their mean distribution
     * @param imageNeeded whether an object without an image is refused; else its track may label it
     * @param fixedThreshold of every class, [0, 1]; null where thresholds follow the stream
     * @param alignment whether labels come from distributions brought back to the slowly moving prior
     * @param window objects with an image after which the thresholds move
     */
    public record Settings(boolean trackConsensus, boolean imageNeeded, Float fixedThreshold, boolean alignment,
            int window) {

        /** The same with one threshold for every class; null changes nothing. */
        public Settings withThreshold(Float threshold) {
            return threshold == null ? this
                    : new Settings(trackConsensus, imageNeeded, threshold, alignment, window);
        }
    }

    private final Settings settings;
    private final LabelRule rule;
    private final boolean votes;
    private final TrackConsensus consensus = new TrackConsensus();
    private final float[] windowDistribution;
    private AdaptiveThresholds thresholds;
    private DistributionAlignment alignment;
    private double windowConfidence;
    private int windowSize;

    /** Goes on with these thresholds. */
    public Labelling(Settings settings, LabelRule rule, AdaptiveThresholds thresholds) {
        this.settings = settings;
        this.rule = rule;
        this.votes = settings.trackConsensus() || rule.name().equals(TrackVoteRule.NAME);
        this.thresholds = thresholds;
        this.windowDistribution = new float[thresholds.prior().length];
        this.alignment = new DistributionAlignment(windowDistribution.length);
    }

    /** Lets thresholds and the consensus of its track follow a view, whether it may teach or not. */
    public void observe(JudgedView view) {
        if (view.image() != null) {
            followStream(view);
        }
        if (!view.track().isEmpty()) {
            consensus.add(view.track(), aligned(view.point()), aligned(view.image()), view.pointWeight());
        }
    }

    private void followStream(JudgedView view) {
        if (settings.alignment()) {
            alignment.observe(view.point());
            alignment.observe(view.image());
        }
        windowConfidence += view.confidence();
        for (int k = 0; k < windowDistribution.length; k++) {
            windowDistribution[k] += (view.point()[k] + view.image()[k]) / 2;
        }
        if (++windowSize < settings.window()) {
            return;
        }
        for (int k = 0; k < windowDistribution.length; k++) {
            windowDistribution[k] /= windowSize;
        }
        thresholds.observe((float) (windowConfidence / windowSize), windowDistribution);
        Arrays.fill(windowDistribution, 0);
        windowConfidence = 0;
        windowSize = 0;
    }

    /** Decides on the view that was observed last. */
    public LabelDecision decide(JudgedView view) {
        Verdict refused = refusal(view);
        if (refused != Verdict.ACCEPTED) {
            return new LabelDecision(refused, view.label(), view.confidence());
        }
        return votes ? above(agreed(view)) : alone(view);
    }

    /** Why the rule's verdict is final; accepted where it is not. */
    private Verdict refusal(JudgedView view) {
        boolean byTrack = votes && !view.track().isEmpty() && !settings.imageNeeded();
        return switch (view.verdict()) {
            case ACCEPTED -> Verdict.ACCEPTED;
            case BELOW_THRESHOLD -> rule.adapts() ? Verdict.ACCEPTED : Verdict.BELOW_THRESHOLD;
            case NO_IMAGE -> byTrack ? Verdict.ACCEPTED : Verdict.NO_IMAGE;
            case DISAGREEMENT -> Verdict.DISAGREEMENT;
            default -> Verdict.TOO_FEW_POINTS;
        };
    }

    private Decision agreed(JudgedView view) {
        return view.track().isEmpty()
                ? TrackConsensus.ofOne(aligned(view.point()), aligned(view.image()), view.pointWeight())
                : consensus.of(view.track());
    }

    private LabelDecision alone(JudgedView view) {
        if (!rule.adapts()) {
            return new LabelDecision(Verdict.ACCEPTED, view.label(), view.confidence());
        }
        if (settings.alignment()) {
            return above(rule.fusion().decide(aligned(view.point()), aligned(view.image()), view.pointWeight()));
        }
        // The stream judges by the thresholds of the live model. The trainer's own follow the stream at once; by
        // the stream's alone, a model with thresholds too high for a new domain could never be replaced.
        boolean trusted = view.verdict() == Verdict.ACCEPTED && settings.fixedThreshold() == null;
        return trusted ? new LabelDecision(Verdict.ACCEPTED, view.label(), view.confidence())
                : above(new Decision(view.label(), view.confidence(), null));
    }

    private LabelDecision above(Decision decision) {
        boolean above = decision.confidence() > thresholds()[decision.label()];
        return new LabelDecision(above ? Verdict.ACCEPTED : Verdict.BELOW_THRESHOLD, decision.label(),
                decision.confidence());
    }

    /** A distribution as labels are made of it: brought back to the prior, or as it is. */
    private float[] aligned(float[] distribution) {
        return distribution == null || !settings.alignment() ? distribution
                : alignment.align(distribution, thresholds.prior());
    }

    /** The label that the views of a track agree on by now; -1 where tracks do not decide or this one is not known. */
    public int labelOf(String track) {
        return votes ? consensus.of(track).label() : -1;
    }

    /** Per class: those that follow the stream, or the fixed one. */
    public float[] thresholds() {
        float[] out = thresholds.thresholds();
        if (settings.fixedThreshold() != null) {
            Arrays.fill(out, settings.fixedThreshold());
        }
        return out;
    }

    /** Running mean class distribution. */
    public float[] prior() {
        return thresholds.prior();
    }

    /** Everything that the next decision depends on. */
    public void save(RecordStatistics.Builder into) {
        into.setThresholdLevel(thresholds.level()).addAllPrior(Floats.list(thresholds.prior()))
                .setWindowConfidence(windowConfidence).addAllWindowDistribution(Floats.list(windowDistribution))
                .setWindowSize(windowSize).addAllRecent(Floats.list(alignment.recent()));
        if (votes) {
            consensus.sums().forEach((name, sums) ->
                    into.addTracks(TrackSum.newBuilder().setTrack(name).addAllSums(Floats.list(sums))));
        }
    }

    /**
     * Goes on where another left off.
     *
     * @throws IllegalArgumentException when it counts other classes
     */
    public void load(RecordStatistics from) {
        int classes = windowDistribution.length;
        thresholds = AdaptiveThresholds.of(from.getThresholdLevel(), Floats.of(from.getPriorList(), classes));
        alignment = DistributionAlignment.of(Floats.of(from.getRecentList(), classes));
        windowConfidence = from.getWindowConfidence();
        windowSize = from.getWindowSize();
        System.arraycopy(Floats.of(from.getWindowDistributionList(), classes), 0, windowDistribution, 0, classes);
        Map<String, float[]> tracks = new LinkedHashMap<>();
        from.getTracksList().forEach(track -> tracks.put(track.getTrack(), Floats.of(track.getSumsList(), classes)));
        consensus.load(tracks);
    }
}
