package dev.understudy.replay.metrics;

import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.replay.log.LogRecord.TruthObject;
import dev.understudy.replay.scan.Scan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Labelled road users of one frame, and which points lie in their boxes. An object is recovered when one cluster covers
 * at least {@value #SHARE} of its points and at least that share of the cluster's points is the object's. Only objects
 * within {@value #MAX_RANGE} m with at least {@value #MIN_POINTS} points are looked at; the lowest {@value #ROAD} m of
 * a box count for purity only, since road may be in it.
 */
public final class ObjectRecovery {

    public static final double SHARE = 0.7;
    public static final double MAX_RANGE = 40;
    public static final int MIN_POINTS = 20;
    private static final double ROAD = 0.25;
    /** Metres by which boxes grow, for range noise and boxes drawn tightly by hand. */
    private static final double MARGIN = 0.1;
    /** What PandaSet and the simulator label that neither drives nor walks. */
    private static final Pattern FURNITURE = Pattern.compile("Pylons|Cones|Signs|.*Barriers|Rolling Containers"
            + "|Construction Signs|pole|vegetation|building");

    private final List<Target> targets = new ArrayList<>();

    /**
     * One object to be recovered.
     *
     * @param points indices of the points in its box
     * @param covered how many of them, from the first, count for coverage
     */
    public record Target(TruthObject object, int[] points, int covered) {

        public double range() {
            return StrictMath.hypot(object.box().x(), object.box().y());
        }
    }

    /** Finds the objects of a labelled frame. */
    public ObjectRecovery(Scan scan) {
        for (TruthObject object : scan.truth().objects()) {
            if (object.box() != null && !FURNITURE.matcher(object.className()).matches()) {
                Target target = target(scan.xyzi(), object);
                if (target.range() <= MAX_RANGE && target.points().length >= MIN_POINTS) {
                    targets.add(target);
                }
            }
        }
    }

    public List<Target> targets() {
        return targets;
    }

    /** The cluster that recovers an object, or 0. */
    public static int cluster(Target target, Segmentation result) {
        int[] inside = new int[result.clusterCount() + 1];
        int[] covering = new int[result.clusterCount() + 1];
        for (int i = 0; i < target.points().length; i++) {
            int id = Math.max(0, result.labels()[target.points()[i]]);
            inside[id]++;
            covering[id] += i < target.covered() ? 1 : 0;
        }
        for (int id = 1; id < inside.length; id++) {
            if (covering[id] > 0 && covering[id] >= SHARE * target.covered() && inside[id] >= SHARE * result.size(id)) {
                return id;
            }
        }
        return 0;
    }

    /** Points above the road first. */
    private static Target target(float[] xyzi, TruthObject object) {
        OrientedBox box = object.box();
        double floor = box.z() - box.height() / 2 + ROAD;
        double reach = StrictMath.hypot(box.length(), box.width()) / 2 + 2 * MARGIN;
        int[] above = new int[64];
        int[] below = new int[64];
        int high = 0;
        int low = 0;
        for (int i = 0; i < xyzi.length / 4; i++) {
            double dx = xyzi[4 * i] - box.x();
            double dy = xyzi[4 * i + 1] - box.y();
            if (dx * dx + dy * dy < reach * reach
                    && box.contains(xyzi[4 * i], xyzi[4 * i + 1], xyzi[4 * i + 2], MARGIN)) {
                if (xyzi[4 * i + 2] > floor) {
                    above = high == above.length ? Arrays.copyOf(above, 2 * high) : above;
                    above[high++] = i;
                } else {
                    below = low == below.length ? Arrays.copyOf(below, 2 * low) : below;
                    below[low++] = i;
                }
            }
        }
        int[] points = Arrays.copyOf(above, high + low);
        System.arraycopy(below, 0, points, high, low);
        return new Target(object, points, high);
    }
}
