package dev.understudy.replay.metrics;

import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.objects.ClusterPoints;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.log.LogRecord.TruthObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what a cluster truly is, by counting its points inside the labelled boxes. For scoring only.
 *
 * <ul>
 * <li>At least {@value #PURE} of the points in one box: that box's class.
 * <li>Else at least {@value #EMPTY} of them in boxes: ambiguous (merged or cut badly), not scored.
 * <li>Else nothing labelled: {@value #BACKGROUND} where the labels are complete, else not scored.
 * </ul>
 */
public final class TruthMatcher {

    /** Class of a cluster that is none of the labelled objects. */
    public static final String BACKGROUND = "background";
    /** Share of a cluster's points that one box must hold: the usual purity for "object recovered". */
    public static final double PURE = 0.7;
    /** Share of a cluster's points in boxes below which it is no labelled object. */
    public static final double EMPTY = 0.3;
    /** Metres by which boxes grow, for range noise and boxes drawn tightly by hand. */
    private static final double MARGIN = 0.1;

    private final LabelCoverage coverage;

    public TruthMatcher(LabelCoverage coverage) {
        this.coverage = coverage;
    }

    /** What every cluster of the set is, in the set's order. The truth is of the set's own LiDAR frame. */
    public List<Match> match(ClusterSet set, Truth truth) {
        List<Match> matches = new ArrayList<>(set.getClustersCount());
        for (Cluster cluster : set.getClustersList()) {
            matches.add(match(cluster, truth));
        }
        return matches;
    }

    /** What one cluster is. */
    public Match match(Cluster cluster, Truth truth) {
        float[] xyzi = ClusterPoints.decode(cluster);
        List<TruthObject> near = truth.objects().stream().filter(o -> near(cluster, o.box())).toList();
        int[] inside = new int[near.size()];
        int labelled = count(xyzi, near, inside);
        int points = xyzi.length / 4;
        int best = best(near, inside);
        if (best >= 0 && inside[best] >= PURE * points) {
            return new Match(near.get(best), near.get(best).className(), inside[best] / (double) points);
        }
        boolean background = labelled < EMPTY * points && isLabelledPlace(cluster, truth);
        return new Match(null, background ? BACKGROUND : null, points == 0 ? 0 : labelled / (double) points);
    }

    /** Counts points by box, and those in any box. */
    private static int count(float[] xyzi, List<TruthObject> objects, int[] inside) {
        int labelled = 0;
        for (int i = 0; i < xyzi.length; i += 4) {
            boolean any = false;
            for (int k = 0; k < inside.length; k++) {
                if (objects.get(k).box().contains(xyzi[i], xyzi[i + 1], xyzi[i + 2], MARGIN)) {
                    inside[k]++;
                    any = true;
                }
            }
            labelled += any ? 1 : 0;
        }
        return labelled;
    }

    /** The box with the most points; of equals the smaller, as it says more about them. */
    private static int best(List<TruthObject> objects, int[] inside) {
        int best = -1;
        for (int k = 0; k < inside.length; k++) {
            if (inside[k] > 0 && (best < 0 || inside[k] > inside[best]
                    || inside[k] == inside[best] && volume(objects.get(k)) < volume(objects.get(best)))) {
                best = k;
            }
        }
        return best;
    }

    private boolean isLabelledPlace(Cluster cluster, Truth truth) {
        if (coverage == LabelCoverage.EVERYWHERE) {
            return true;
        }
        if (!cluster.hasCrop()) {
            return false;
        }
        ImageCrop crop = cluster.getCrop();
        float[] region = {crop.getLeft(), crop.getTop(), crop.getRight(), crop.getBottom()};
        return truth.objects().stream()
                .noneMatch(o -> o.box() == null && o.imageBox() != null && ImageBoxIou.overlap(o.imageBox(), region));
    }

    /** Spares most boxes the test of every point: the spheres around both boxes must meet. */
    private static boolean near(Cluster cluster, OrientedBox box) {
        if (box == null) {
            return false;
        }
        dev.understudy.proto.v1.OrientedBox own = cluster.getBox();
        double dx = own.getX() - box.x();
        double dy = own.getY() - box.y();
        double reach = (StrictMath.hypot(own.getLength(), own.getWidth())
                + StrictMath.hypot(box.length(), box.width())) / 2
                + 2 * MARGIN;
        return dx * dx + dy * dy <= reach * reach;
    }

    private static double volume(TruthObject object) {
        return object.box().length() * object.box().width() * object.box().height();
    }

    /**
     * What a cluster is.
     *
     * @param object the labelled object, or {@code null} when it is none
     * @param className the object's class in the log's own taxonomy, {@value TruthMatcher#BACKGROUND}, or {@code null}
     *     when the cluster is not to be scored
     * @param share of the cluster's points in the object's box, or in any box when there is no object
     */
    public record Match(TruthObject object, String className, double share) {
    }
}
