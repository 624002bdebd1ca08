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

    /** Heaps of 40 points within a few centimetres, about half a metre apart: dense cells that may just touch. */
    static float[] heaps(Random random, int points) {
        float[] out = new float[4 * points];
        double x = 0;
        double y = 0;
        double z = 0;
        for (int i = 0; i < points; i++) {
            if (i % 40 == 0) {
                x = 0.55 * random.nextInt(9) + 0.1 * random.nextDouble();
                y = 0.55 * random.nextInt(9) + 0.1 * random.nextDouble();
                z = 0.55 * random.nextInt(3);
            }
            out[4 * i] = (float) (x + 0.03 * random.nextGaussian());
            out[4 * i + 1] = (float) (y + 0.03 * random.nextGaussian());
            out[4 * i + 2] = (float) (z + 0.03 * random.nextGaussian());
        }
        return out;
    }

    /** Few points over a large area, in pairs that may be linked. */
    static float[] scattered(Random random, int points, double extent) {
        float[] out = new float[4 * points];
        for (int i = 0; i < points; i++) {
            boolean isMate = i % 2 == 1;
            for (int axis = 0; axis < 2; axis++) {
                out[4 * i + axis] = isMate ? out[4 * (i - 1) + axis] + (float) (0.3 * random.nextGaussian())
                        : (float) (extent * (random.nextDouble() - 0.5));
            }
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
