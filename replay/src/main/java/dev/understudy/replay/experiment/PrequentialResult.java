package dev.understudy.replay.experiment;

import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.train.Admission;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import dev.understudy.replay.metrics.ConfusionMatrix;
import dev.understudy.replay.metrics.PrequentialCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scores of a prequential run: curves by arm and branch, the quality of the labels, the gate's decisions. */
public final class PrequentialResult {

    /** The bootstrap, never changed. */
    public static final String FROZEN = "frozen";
    /** The version that was live when the object came. */
    public static final String ADAPTED = "adapted";

    private static final int WINDOW = 500; // objects per point of a curve

    private final Taxonomy taxonomy;
    private final Map<String, PrequentialCurve> curves = new LinkedHashMap<>();
    private final Map<String, ConfusionMatrix> frozenByDomain = new LinkedHashMap<>();
    private final List<String> gateLog = new ArrayList<>();
    private int published;
    private int records;
    private int admitted;
    private int labelled;
    private int labelledRight;
    private int judgedOfKnownClass;

    PrequentialResult(Taxonomy taxonomy) {
        this.taxonomy = taxonomy;
    }

    void add(LabelledFrame frame, String truth, ClassScores frozenScores, ClassScores liveScores, int i,
            Classifier frozen, Classifier live) {
        long stamp = frame.set().getStampNs();
        int frozenLabel = frozen.decide(frozenScores, i).label();
        curve(FROZEN).add(stamp, truth, taxonomy.nameOf(frozenLabel));
        curve(ADAPTED).add(stamp, truth, taxonomy.nameOf(live.decide(liveScores, i).label()));
        branches(FROZEN, frozenScores, i, stamp, truth);
        branches(ADAPTED, liveScores, i, stamp, truth);
        frozenByDomain.computeIfAbsent(frame.domain(), d -> new ConfusionMatrix(taxonomy.classNames()))
                .add(truth, taxonomy.nameOf(frozenLabel));
    }

    private void branches(String arm, ClassScores scores, int i, long stamp, String truth) {
        curve(arm + "-point").add(stamp, truth, taxonomy.nameOf(Fusion.argmax(scores.point()[i])));
        if (scores.image()[i] != null) {
            curve(arm + "-image").add(stamp, truth, taxonomy.nameOf(Fusion.argmax(scores.image()[i])));
        }
    }

    void count(PseudoLabelledSample sample, int truth, Admission admission) {
        records++;
        admitted += admission == Admission.ADMITTED ? 1 : 0;
        if (truth >= 0 && sample.getImageDistributionCount() > 0) {
            judgedOfKnownClass++;
            if (sample.getVerdict() == Verdict.ACCEPTED) {
                labelled++;
                labelledRight += sample.getLabel() == truth ? 1 : 0;
            }
        }
    }

    void gate(long step, GateReport report) {
        published += report.passed() ? 1 : 0;
        gateLog.add("step " + step + (report.passed() ? " published" : " rejected: " + report.reason()));
    }

    /** The curve of {@link #FROZEN} or {@link #ADAPTED}, or of a branch of them, e.g. {@code adapted-point}. */
    public PrequentialCurve curve(String name) {
        return curves.computeIfAbsent(name, n -> new PrequentialCurve(taxonomy.classNames(), WINDOW));
    }

    /** Scores of the frozen model by domain. */
    public Map<String, ConfusionMatrix> frozenByDomain() {
        return frozenByDomain;
    }

    /** Checkpoints published. */
    public int published() {
        return published;
    }

    /** What the gate decided, candidate by candidate. */
    public List<String> gateLog() {
        return gateLog;
    }

    /** Share of the accepted labels that are right, over objects whose class is known. */
    public double labelPrecision() {
        return (double) labelledRight / Math.max(1, labelled);
    }

    /** Accepted share of the objects with an image. */
    public double coverage() {
        return (double) labelled / Math.max(1, judgedOfKnownClass);
    }

    /** A few lines for a person. */
    public String summary() {
        StringBuilder out = new StringBuilder();
        curves.forEach((name, curve) -> {
            ConfusionMatrix last = curve.lastQuarter();
            out.append(String.format(Locale.ROOT, "%-15s last quarter: accuracy %.3f macro-F1 %.3f (%d objects)%n",
                    name, last.accuracy(), last.macroF1(), last.total()));
        });
        frozenByDomain.forEach((domain, matrix) -> out.append(String.format(Locale.ROOT,
                "frozen on %s: accuracy %.3f macro-F1 %.3f%n", domain, matrix.accuracy(), matrix.macroF1())));
        out.append(String.format(Locale.ROOT, "%d records, %d admitted, coverage %.2f, label precision %.3f, "
                + "%d of %d candidates published%n", records, admitted, coverage(), labelPrecision(), published,
                gateLog.size()));
        return out.toString();
    }
}
