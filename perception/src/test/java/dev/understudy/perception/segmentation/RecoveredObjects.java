package dev.understudy.perception.segmentation;

import dev.understudy.perception.RealFrames.Frame;
import dev.understudy.perception.RealFrames.Label;
import dev.understudy.perception.geometry.OrientedBox;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores clusters against labelled boxes: an object is recovered when one cluster covers at least 70 % of its points
 * with at least 70 % purity; the lowest 0.25 m of a box counts for purity only, since road may be in it.
 */
final class RecoveredObjects {

    static final double SHARE = 0.7;
    static final double MAX_RANGE = 40;
    static final int MIN_POINTS = 20;
    private static final double MARGIN = 0.1;
    private static final double ROAD = 0.25;

    private RecoveredObjects() {
    }

    /** One labelled object of a frame, and the cluster that fits it best; id 0 when no cluster touches it. */
    record Match(Frame frame, Label label, int points, int id, double coverage, double purity) {

        boolean recovered() {
            return coverage >= SHARE && purity >= SHARE;
        }

        double range() {
            return Math.hypot(label.box().x(), label.box().y());
        }
    }

    static List<Match> match(Frame frame, Segmentation result) {
        List<Match> out = new ArrayList<>();
        for (Label label : frame.labels()) {
            Match match = match(frame, label, result);
            if (match.range() <= MAX_RANGE && match.points() >= MIN_POINTS) {
                out.add(match);
            }
        }
        return out;
    }

    private static Match match(Frame frame, Label label, Segmentation result) {
        int[] inside = new int[result.clusterCount() + 1];
        int[] covered = new int[result.clusterCount() + 1];
        OrientedBox box = label.box();
        double floor = box.z() - box.height() / 2 + ROAD;
        int points = 0;
        int coverable = 0;
        float[] p = frame.xyzi();
        for (int i = 0; i < p.length / 4; i++) {
            if (box.contains(p[4 * i], p[4 * i + 1], p[4 * i + 2], MARGIN)) {
                int id = Math.max(0, result.labels()[i]);
                int counts = p[4 * i + 2] > floor ? 1 : 0;
                points++;
                coverable += counts;
                inside[id]++;
                covered[id] += counts;
            }
        }
        Match best = new Match(frame, label, points, 0, 0, 0);
        for (int id = 1; id < inside.length; id++) {
            double coverage = covered[id] / (double) Math.max(1, coverable);
            double purity = inside[id] / (double) result.size(id);
            if (coverage > best.coverage() || coverage == best.coverage() && purity > best.purity()) {
                best = new Match(frame, label, points, id, coverage, purity);
            }
        }
        return best;
    }
}
