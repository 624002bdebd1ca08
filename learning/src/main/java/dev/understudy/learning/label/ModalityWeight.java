package dev.understudy.learning.label;

/**
 * How much the point branch weighs beside the image branch, judged without labels: by how often each of them, alone,
 * says what both together were sure of. The weight is the ratio of the branches' log-odds, the optimal weights of
 * independent voters of known accuracy (Nitzan and Paroush 1982), kept within bounds so that no branch is silenced for
 * good: a sensor that is mended must be able to come back. Branches that are nearly alike weigh alike, because what is
 * seen of them is no measure of who is right where they differ: at a weight of 1.18 a model whose branches were alike
 * named 71.4 % of the target's objects instead of 78.9 % (experiment, shift field, class-sorted, seed 904).
 */
public final class ModalityWeight {

    private static final float MOMENTUM = 0.995f; // per record: about the last two hundred count
    private static final float START = 0.9f; // agreement of both before anything was seen: equal weights
    private static final float HIGHEST = 1.8f;
    // Two sound branches stayed within 0.84 and 1.28 (experiment on field, seed 904, and the demo before its shift); a
    // camera that cannot see by night is beyond the bounds after a few candidates (demo, seeds 631 and 633).
    private static final double ALIKE = 1.4;
    private static final float LARGEST_STEP = 1.2f; // per published model, so that each change can be judged
    private static final double LEAST_ODDS = 1e-3;

    private final int classes;
    private float pointAgrees = START;
    private float imageAgrees = START;

    public ModalityWeight(int classes) {
        this.classes = classes;
    }

    /**
     * Goes on from a live model's weight: agreements as at the start, but of the ratio that weight stands for. One that
     * was still on its way from or to 1 goes to 1.
     */
    public static ModalityWeight resume(int classes, float live) {
        ModalityWeight resumed = new ModalityWeight(classes);
        if (live > 1) {
            resumed.imageAgrees = resumed.agreementOf(resumed.logOdds(START) / live);
        } else if (live > 0) {
            resumed.pointAgrees = resumed.agreementOf(resumed.logOdds(START) * live);
        }
        return resumed;
    }

    /** Goes on from agreements exactly. */
    public static ModalityWeight of(int classes, float pointAgrees, float imageAgrees) {
        ModalityWeight exact = new ModalityWeight(classes);
        exact.pointAgrees = pointAgrees;
        exact.imageAgrees = imageAgrees;
        return exact;
    }

    /** How often points alone say what both are sure of, a running share. */
    public float pointAgrees() {
        return pointAgrees;
    }

    /** How often images alone say what both are sure of, a running share. */
    public float imageAgrees() {
        return imageAgrees;
    }

    /** Adds one confident record: the joint label, and what each branch says alone. */
    public void observe(int label, int point, int image) {
        pointAgrees = MOMENTUM * pointAgrees + (point == label ? 1 - MOMENTUM : 0);
        imageAgrees = MOMENTUM * imageAgrees + (image == label ? 1 - MOMENTUM : 0);
    }

    /** Weight of the point branch (omega), the image branch's being 1: also 1 while neither is clearly better. */
    public float ofPoints() {
        double ratio = logOdds(pointAgrees) / logOdds(imageAgrees);
        if (ratio > 1 / ALIKE && ratio < ALIKE) {
            return 1;
        }
        return (float) Math.max(1 / HIGHEST, Math.min(HIGHEST, ratio));
    }

    /** The weight for the next model: towards {@link #ofPoints()}, by one step from the live model's at most. */
    public float after(float live) {
        return Math.max(live / LARGEST_STEP, Math.min(live * LARGEST_STEP, ofPoints()));
    }

    private float agreementOf(double logOdds) {
        double odds = StrictMath.exp(logOdds) / (classes - 1);
        return (float) (odds / (1 + odds));
    }

    private double logOdds(float agreement) {
        double a = Math.min(agreement, 1 - LEAST_ODDS);
        return Math.max(LEAST_ODDS, StrictMath.log(a * (classes - 1) / (1 - a)));
    }
}
