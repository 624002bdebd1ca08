package dev.understudy.replay.doctor;

import dev.understudy.learning.statistics.Quantiles;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which way is up, and are coordinates metres? The ground is the largest flat thing near a robot: of the layers across
 * each of the three axes, the one that is seen over the largest area is the ground (walls reach less far), and most
 * other points lie above it.
 */
final class AxesCheck {

    private static final String CHECK = "axes";
    private static final String[] AXES = {"x", "y", "z"};
    /** Only points this near are looked at, metres: a tilt of two degrees lifts the far ground by half a metre. */
    private static final double NEAR = 15;
    private static final double BIN = 0.2;
    private static final int BINS = (int) (2 * NEAR / BIN);
    /** Cells in which a layer's area is counted: 1 m. */
    private static final int CELLS = (int) (2 * NEAR);
    /** Ranges of half the points outside these bounds cannot be metres. */
    private static final double MIN_MEDIAN_RANGE = 0.3;
    private static final double MAX_MEDIAN_RANGE = 400;

    private AxesCheck() {
    }

    static Finding check(List<float[]> scans) {
        double median = medianRange(scans.get(0));
        if (!(median >= MIN_MEDIAN_RANGE && median <= MAX_MEDIAN_RANGE)) {
            return Finding.problem(CHECK, "half of the points lie within %.3f of the sensor: coordinates are no "
                    + "metres; set the driver to publish metres", median);
        }
        Layers[] axes = {new Layers(0), new Layers(1), new Layers(2)};
        for (Layers axis : axes) {
            scans.forEach(axis::add);
        }
        Layers ground = axes[2];
        for (Layers axis : axes) {
            ground = axis.area() > ground.area() ? axis : ground;
        }
        String direction = (ground.isBelowTheRest() ? "+" : "-") + AXES[ground.axis];
        if (direction.equals("+z")) {
            return Finding.ok(CHECK, "z points up: the ground is seen over %d square metres nearby", ground.area());
        }
        if (direction.equals("-z")) {
            return Finding.problem(CHECK, "-z points up, where z should, or this is a room and its ceiling the largest "
                    + "surface: if the sensor hangs upside down, set the driver, or a static transform before "
                    + "recording, to publish clouds with x forward, y left, z up");
        }
        return Finding.problem(CHECK, "%s points up, where z should (x forward, y left, z up): set the driver, or a "
                + "static transform before recording, to publish clouds in those axes", direction);
    }

    /** The near points in layers across one axis. */
    private static final class Layers {

        private final int axis;
        private final int[] points = new int[BINS];
        private final BitSet[] seen = new BitSet[BINS];

        Layers(int axis) {
            this.axis = axis;
            Arrays.setAll(seen, i -> new BitSet(CELLS * CELLS));
        }

        void add(float[] xyzi) {
            int first = (axis + 1) % 3;
            int second = (axis + 2) % 3;
            for (int i = 0; i < xyzi.length; i += 4) {
                double d2 = xyzi[i] * xyzi[i] + xyzi[i + 1] * xyzi[i + 1] + xyzi[i + 2] * xyzi[i + 2];
                if (d2 < NEAR * NEAR) {
                    int bin = Math.min(BINS - 1, (int) ((xyzi[i + axis] + NEAR) / BIN));
                    points[bin]++;
                    seen[bin].set((int) (xyzi[i + first] + NEAR) * CELLS + (int) (xyzi[i + second] + NEAR));
                }
            }
        }

        /** Square metres of the largest layer, three bins thick. */
        int area() {
            return area(peak());
        }

        private int area(int bin) {
            BitSet union = (BitSet) seen[bin].clone();
            union.or(seen[bin - 1]);
            union.or(seen[bin + 1]);
            return union.cardinality();
        }

        private int peak() {
            int best = 1;
            for (int bin = 1; bin < BINS - 1; bin++) {
                best = area(bin) > area(best) ? bin : best;
            }
            return best;
        }

        boolean isBelowTheRest() {
            int peak = peak();
            long below = Arrays.stream(points, 0, Math.max(0, peak - 2)).asLongStream().sum();
            long above = Arrays.stream(points, Math.min(BINS, peak + 3), BINS).asLongStream().sum();
            return above >= below;
        }
    }

    private static double medianRange(float[] xyzi) {
        double[] ranges = new double[xyzi.length / 4];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = Math.sqrt(xyzi[4 * i] * xyzi[4 * i] + xyzi[4 * i + 1] * xyzi[4 * i + 1]
                    + xyzi[4 * i + 2] * xyzi[4 * i + 2]);
        }
        return Quantiles.of(ranges, 0.5);
    }
}
