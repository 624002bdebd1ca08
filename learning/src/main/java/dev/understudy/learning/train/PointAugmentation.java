package dev.understudy.learning.train;

import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.SampleEncoder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes a cluster what another sensor, place or occluder would have left of it: turned a little, fewer beams, fewer
 * points, a side cut off, noisy, a little larger or smaller. The side features follow what was done to the points.
 */
final class PointAugmentation {

    private static final double YAW_DEVIATION = 0.2; // radians
    private static final double LARGEST_NOISE = 0.04; // metres, deviation per axis
    private static final double SIZE_DEVIATION = 0.06; // natural logarithm
    private static final double SIDE_NOISE = 0.03;
    private static final double SMALLEST_KEPT = 0.3;
    private static final double LARGEST_CUT = 0.35; // of the extent
    private static final double CUT_CHANCE = 0.4;
    private static final double BEAM_CHANCE = 0.5;
    private static final double[] BEAM_SPACING = {0.0035, 0.007, 0.014}; // radians between the beams that remain
    private static final int RADIUS = SampleEncoder.SIDE_FEATURES - 1;
    private static final int SMALLEST_COUNT = 8;

    private final double strength;

    PointAugmentation(double strength) {
        this.strength = strength;
    }

    EncodedObject apply(EncodedObject object, boolean mirror, SplittableRandom random) {
        float[] in = object.points();
        boolean[] kept = keep(object, random);
        int count = 0;
        for (boolean k : kept) {
            count += k ? 1 : 0;
        }
        if (count < SMALLEST_COUNT) {
            Arrays.fill(kept, true);
            count = kept.length;
        }
        float[] out = turn(in, kept, count, mirror, object.radius(), random);
        float[] middle = new float[3];
        float shrunk = recentre(out, middle);
        float[] side = object.side().clone();
        side[4] = SampleEncoder.log(SampleEncoder.unlog(side[4]) * count / kept.length);
        double size = StrictMath.exp(strength * SIZE_DEVIATION * random.nextGaussian());
        for (int i = 0; i < 3; i++) {
            side[i] = SampleEncoder.log(SampleEncoder.unlog(side[i]) * shrunk * size);
        }
        side[RADIUS] = SampleEncoder.log(object.radius() * shrunk * size);
        for (int i = 0; i < side.length; i++) {
            side[i] += (float) (strength * SIDE_NOISE * random.nextGaussian());
        }
        float elevation = object.elevation() + middle[2] * object.radius();
        return new EncodedObject(out, side, null, (float) (object.radius() * shrunk * size), elevation,
                object.patches() == null ? null : object.patches().after(newIndices(kept)));
    }

    /** Where {@link #turn} puts every point; -1 where it is dropped. */
    private static int[] newIndices(boolean[] kept) {
        int[] index = new int[kept.length];
        for (int i = 0, n = 0; i < kept.length; i++) {
            index[i] = kept[i] ? n++ : -1;
        }
        return index;
    }

    private boolean[] keep(EncodedObject object, SplittableRandom random) {
        float[] p = object.points();
        boolean[] kept = new boolean[p.length / 3];
        double share = 1 - strength * (1 - SMALLEST_KEPT) * random.nextDouble();
        double spacing = random.nextDouble() < strength * BEAM_CHANCE
                ? BEAM_SPACING[random.nextInt(BEAM_SPACING.length)] : 0;
        double phase = random.nextDouble();
        double range = Math.max(2, SampleEncoder.unlog(object.side()[3]));
        boolean cut = random.nextDouble() < strength * CUT_CHANCE;
        double angle = 2 * Math.PI * random.nextDouble();
        double limit = 1 - 2 * LARGEST_CUT * random.nextDouble();
        double cy = StrictMath.cos(angle);
        double cz = StrictMath.sin(angle);
        for (int i = 0; i < kept.length; i++) {
            boolean beam = spacing == 0 || fraction(p[3 * i + 2] * object.radius() / range / spacing + phase) < 0.5;
            boolean uncut = !cut || cy * p[3 * i + 1] + cz * p[3 * i + 2] < limit;
            kept[i] = random.nextDouble() < share && beam && uncut;
        }
        return kept;
    }

    private static double fraction(double value) {
        return value - Math.floor(value);
    }

    private float[] turn(float[] in, boolean[] kept, int count, boolean mirror, float radius,
            SplittableRandom random) {
        int[] rows = new int[count];
        for (int i = 0, n = 0; i < kept.length; i++) {
            if (kept[i]) {
                rows[n++] = i;
            }
        }
        double yaw = strength * YAW_DEVIATION * random.nextGaussian();
        float c = (float) StrictMath.cos(yaw);
        float s = (float) StrictMath.sin(yaw);
        double noise = strength * LARGEST_NOISE * random.nextDouble() / radius;
        float[] out = new float[in.length];
        for (int i = 0; i < kept.length; i++) {
            int from = 3 * rows[i < count ? i : i % count];
            float x = in[from];
            float y = mirror ? -in[from + 1] : in[from + 1];
            out[3 * i] = c * x - s * y + (float) (noise * random.nextGaussian());
            out[3 * i + 1] = s * x + c * y + (float) (noise * random.nextGaussian());
            out[3 * i + 2] = in[from + 2] + (float) (noise * random.nextGaussian());
        }
        return out;
    }

    /** Centres the points on their extent and scales them to the unit sphere; returns the factor of the radius. */
    private static float recentre(float[] p, float[] middle) {
        for (int axis = 0; axis < 3; axis++) {
            float low = Float.MAX_VALUE;
            float high = -Float.MAX_VALUE;
            for (int i = axis; i < p.length; i += 3) {
                low = Math.min(low, p[i]);
                high = Math.max(high, p[i]);
            }
            middle[axis] = (low + high) / 2;
        }
        float largest = 1e-6f;
        for (int i = 0; i < p.length; i += 3) {
            float norm = 0;
            for (int axis = 0; axis < 3; axis++) {
                p[i + axis] -= middle[axis];
                norm += p[i + axis] * p[i + axis];
            }
            largest = Math.max(largest, norm);
        }
        float radius = (float) Math.sqrt(largest);
        for (int i = 0; i < p.length; i++) {
            p[i] /= radius;
        }
        return radius;
    }
}
