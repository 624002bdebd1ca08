package dev.understudy.perception.segmentation;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Random clouds for property tests: x, y, z, intensity. */
final class Clouds {

    private Clouds() {
    }

    /** Clumps of very different density all around the sensor, so that gaps of every size occur. */
    static float[] clumps(Random random, int points) {
        float[] out = new float[4 * points];
        int i = 0;
        while (i < points) {
            double range = 2 + 60 * random.nextDouble();
            double azimuth = 2 * Math.PI * random.nextDouble();
            double spread = 0.05 + 1.2 * random.nextDouble();
            for (int left = 1 + random.nextInt(60); left > 0 && i < points; left--, i++) {
                out[4 * i] = (float) (range * Math.cos(azimuth) + spread * random.nextGaussian());
                out[4 * i + 1] = (float) (range * Math.sin(azimuth) + spread * random.nextGaussian());
                out[4 * i + 2] = (float) (spread * random.nextGaussian());
                out[4 * i + 3] = random.nextFloat();
            }
        }
        return out;
    }

    /** A few thin vertical lines of points, tens of metres high. */
    static float[] towers(Random random, int points) {
        float[] out = new float[4 * points];
        for (int i = 0; i < points; i++) {
            out[4 * i] = (float) (2 * random.nextInt(4) + 0.2 * random.nextGaussian());
            out[4 * i + 1] = (float) (2 * random.nextInt(3) + 0.2 * random.nextGaussian());
            out[4 * i + 2] = (float) (100 * random.nextDouble() - 50);
        }
        return out;
    }

    /** The same partition with parts numbered from 0 by first member. */
    static int[] byFirstPoint(int[] parts) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] out = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Integer known = numbers.putIfAbsent(parts[i], numbers.size());
            out[i] = known == null ? numbers.size() - 1 : known;
        }
        return out;
    }
}
