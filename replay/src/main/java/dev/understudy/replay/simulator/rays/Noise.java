package dev.understudy.replay.simulator.rays;

import dev.understudy.replay.simulator.shapes.Dice;

/** Cheap deterministic noise: a hash of space, and a generator for per-ray draws. */
public final class Noise {

    private static final int TABLE = 1 << 14;
    private static final float[] NORMAL = normals();

    private long state;

    /** @param seed any value */
    public Noise(long seed) {
        state = seed | 1;
    }

    /** Value in [0, 1) of the unit cell that holds a point. */
    public static float cell(float x, float y, float z) {
        int h = floor(x) * 0x8da6b343 + floor(y) * 0xd8163841 + floor(z) * 0xcb1ab31f;
        h ^= h >>> 15;
        h *= 0x2c1b3c6d;
        h ^= h >>> 12;
        h *= 0x297a2d39;
        h ^= h >>> 15;
        return (h >>> 8) * 0x1p-24f;
    }

    /** Uniform in [0, 1). */
    public float uniform() {
        return (next() >>> 40) * 0x1p-24f;
    }

    /** Standard normal, from a table of draws. */
    public float normal() {
        return NORMAL[(int) (next() >>> 50)];
    }

    /** Random bits that hold four independent normals, see {@link #normal(long, int)}. */
    public long next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state * 0x2545F4914F6CDD1DL;
    }

    /** Standard normal number {@code which} (0 to 3) of some bits. */
    public static float normal(long bits, int which) {
        return NORMAL[(int) (bits >>> 8 + 14 * which) & TABLE - 1];
    }

    private static int floor(float v) {
        int i = (int) v;
        return v < i ? i - 1 : i;
    }

    private static float[] normals() {
        Dice dice = new Dice(20240914L);
        float[] out = new float[TABLE];
        for (int i = 0; i < TABLE; i += 2) {
            double r = StrictMath.sqrt(-2 * StrictMath.log(1 - dice.uniform(0, 1)));
            double a = dice.uniform(0, 2 * Math.PI);
            out[i] = (float) (r * StrictMath.cos(a));
            out[i + 1] = (float) (r * StrictMath.sin(a));
        }
        return out;
    }
}
