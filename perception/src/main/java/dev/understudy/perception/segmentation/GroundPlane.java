package dev.understudy.perception.segmentation;

import dev.understudy.perception.segmentation.SegmentationConfig.Ground;
import java.util.Arrays;

/**
 * The plane z = a x + b y + c of the ground around the sensor, fitted to the lowest point of each polar cell of one
 * frame. Bounded in height and tilt by configuration, and kept from no earlier frame, so that a replay that
 * starts anywhere gives the same result.
 */
final class GroundPlane {

    /** Cells nearer than this may hold the vehicle itself; metres. */
    private static final double MIN_RANGE = 2.5;
    /** The height is first sought among cells this near, where tilt moves them least; metres. */
    private static final double SEED_RANGE = 12;
    /** Refinement looks this far, then farther by the step per round, and accepts cells within the gate; metres. */
    private static final double FIT_RANGE = 8;
    private static final double FIT_RANGE_STEP = 3;
    private static final int ROUNDS = 8;
    private static final double MAX_RANGE = FIT_RANGE + ROUNDS * FIT_RANGE_STEP;
    private static final double FIRST_GATE = 0.8;
    private static final double LAST_GATE = 0.15;
    /** Fewer cells than this say nothing: the seed plane stays. */
    private static final int MIN_CELLS = 24;
    private static final double BIN = 0.1;

    private final Ground config;
    private final double maxSlope;
    // Scratch: histogram of the seed, and the normal equations.
    private final int[] histogram;
    private final double[] normal = new double[9];
    // Cells that may be ground: x, y, z and range of each one's lowest point, by range, since rings are.
    private final double[] candidates = new double[4 * PolarGrid.SECTORS * PolarGrid.RINGS];
    private int candidateCount;
    double a;
    double b;
    double c;

    GroundPlane(Ground config) {
        this.config = config;
        this.maxSlope = StrictMath.tan(Math.toRadians(config.maxTiltDegrees()));
        this.histogram = new int[(int) Math.ceil((config.maxSensorHeight() - config.minSensorHeight()) / BIN) + 3];
    }

    /** Fits to the lowest point of each cell. */
    void fit(PolarGrid grid, LowestPoints lowest) {
        collect(grid, lowest);
        a = 0;
        b = 0;
        c = Double.isNaN(config.sensorHeight()) ? seed() : -config.sensorHeight();
        double gate = FIRST_GATE;
        double shrink = StrictMath.pow(LAST_GATE / FIRST_GATE, 1.0 / (ROUNDS - 1));
        for (int round = 0; round < ROUNDS; round++) {
            refine(FIT_RANGE + round * FIT_RANGE_STEP, gate);
            gate *= shrink;
        }
    }

    double heightAt(double x, double y) {
        return a * x + b * y + c;
    }

    private void collect(PolarGrid grid, LowestPoints lowest) {
        int at = 0;
        for (int ring = 0; ring < PolarGrid.RINGS; ring++) {
            double range = grid.rangeOf(ring);
            if (range <= MIN_RANGE || range >= MAX_RANGE) {
                continue;
            }
            for (int cell = ring * PolarGrid.SECTORS; cell < (ring + 1) * PolarGrid.SECTORS; cell++) {
                if (lowest.hasLowest(cell)) {
                    long point = lowest.lowest(cell);
                    candidates[at++] = lowest.x(point);
                    candidates[at++] = lowest.y(point);
                    candidates[at++] = LowestPoints.z(point);
                    candidates[at++] = range;
                }
            }
        }
        candidateCount = at / 4;
    }

    /** The most frequent lowest height near the sensor, within bounds. */
    private double seed() {
        Arrays.fill(histogram, 0);
        double bottom = -config.maxSensorHeight();
        for (int i = 0; i < candidateCount && candidates[4 * i + 3] < SEED_RANGE; i++) {
            double bin = (candidates[4 * i + 2] - bottom) / BIN;
            if (bin >= 0 && bin < histogram.length - 2) {
                histogram[1 + (int) bin]++;
            }
        }
        int best = 1;
        int most = 0;
        for (int i = 1; i < histogram.length - 1; i++) {
            int count = histogram[i - 1] + 2 * histogram[i] + histogram[i + 1];
            if (count > most) {
                most = count;
                best = i;
            }
        }
        return most == 0 ? Math.min(0, -config.minSensorHeight()) : bottom + (best - 0.5) * BIN;
    }

    private void refine(double maxRange, double gate) {
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double sumX = 0;
        double sumY = 0;
        double sum = 0;
        double xe = 0;
        double ye = 0;
        double sumE = 0;
        int cells = 0;
        for (int o = 0; o < 4 * candidateCount && candidates[o + 3] < maxRange; o += 4) {
            double x = candidates[o];
            double y = candidates[o + 1];
            double error = candidates[o + 2] - (a * x + b * y + c);
            // Far cells are larger and fewer: weight by area. Those beyond the gate count nothing.
            boolean isNear = Math.abs(error) < gate;
            double weight = isNear ? candidates[o + 3] * candidates[o + 3] : 0;
            cells += isNear ? 1 : 0;
            double wx = weight * x;
            double wy = weight * y;
            xx += wx * x;
            xy += wx * y;
            yy += wy * y;
            sumX += wx;
            sumY += wy;
            sum += weight;
            xe += wx * error;
            ye += wy * error;
            sumE += weight * error;
        }
        normal[0] = xx;
        normal[1] = xy;
        normal[2] = sumX;
        normal[3] = yy;
        normal[4] = sumY;
        normal[5] = sum;
        normal[6] = xe;
        normal[7] = ye;
        normal[8] = sumE;
        if (cells >= MIN_CELLS) {
            solve();
        }
    }

    /** Adds the least-squares correction, solved by centring on the mean, and clamps to the bounds. */
    private void solve() {
        double w = normal[5];
        double mx = normal[2] / w;
        double my = normal[4] / w;
        double xx = normal[0] - w * mx * mx;
        double xy = normal[1] - w * mx * my;
        double yy = normal[3] - w * my * my;
        double xe = normal[6] - mx * normal[8];
        double ye = normal[7] - my * normal[8];
        double det = xx * yy - xy * xy;
        if (det > 1e-3 * xx * yy) {
            double da = (xe * yy - ye * xy) / det;
            double db = (ye * xx - xe * xy) / det;
            c += normal[8] / w - da * mx - db * my;
            a += da;
            b += db;
        } else {
            c += normal[8] / w;
        }
        double slope = Math.sqrt(a * a + b * b);
        if (slope > maxSlope) {
            a *= maxSlope / slope;
            b *= maxSlope / slope;
        }
        c = Math.max(-config.maxSensorHeight(), Math.min(-config.minSensorHeight(), c));
    }
}
