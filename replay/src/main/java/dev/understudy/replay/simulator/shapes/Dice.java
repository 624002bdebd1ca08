package dev.understudy.replay.simulator.shapes;

import java.util.SplittableRandom;

/** Draws from a seeded source; the same seed gives the same draws on every machine. */
public final class Dice {

    private final SplittableRandom random;

    public Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** An independent source, so that one consumer's draws do not shift another's. */
    public Dice split() {
        return new Dice(random.split());
    }

    public double uniform(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** Uniform in a range. */
    public double in(Range range) {
        return uniform(range.from(), range.to());
    }

    /** Sum of three uniform draws: a bell of standard deviation {@code spread}, bounded at three times it. */
    public double bell(double spread) {
        return 2 * spread * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    public long bits() {
        return random.nextLong();
    }

    /** Index drawn in proportion to the weights. */
    public int pick(double[] weights) {
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        double left = random.nextDouble() * sum;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
