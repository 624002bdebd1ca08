package dev.understudy.replay.doctor;

import java.util.Arrays;

/** Edge strength under outlines, by how far the outlines are shifted along one axis of the image. */
final class ShiftSearch {

    /** Shifts that are tried, pixels to either side. */
    static final int REACH = 64;
    private static final int STEP = 2;
    private static final int COUNT = 2 * REACH / STEP + 1;

    private final double[] strength = new double[COUNT];
    private long samples;

    /**
     * Adds an outline point.
     *
     * @param edges edge strengths, row-major
     * @param at index of the point's pixel
     * @param stride index distance of neighbours along the axis
     */
    void add(int[] edges, int at, int stride) {
        samples++;
        for (int i = 0; i < COUNT; i++) {
            strength[i] += edges[at + (i * STEP - REACH) * stride];
        }
    }

    long samples() {
        return samples;
    }

    /** The shift with the strongest edges, pixels. */
    int best() {
        return indexOfBest() * STEP - REACH;
    }

    private int indexOfBest() {
        int best = COUNT / 2;
        for (int i = 0; i < COUNT; i++) {
            best = strength[i] > strength[best] ? i : best;
        }
        return best;
    }

    /** How far the best shift stands out of all, standard deviations. */
    double standsOut() {
        return (strength[indexOfBest()] - mean()) / deviation();
    }

    /** How far the best shift stands above none at all, standard deviations. */
    double beatsNone() {
        return (strength[indexOfBest()] - strength[COUNT / 2]) / deviation();
    }

    private double mean() {
        return Arrays.stream(strength).average().orElse(0);
    }

    private double deviation() {
        double mean = mean();
        return Math.sqrt(Math.max(1e-9, Arrays.stream(strength).map(s -> (s - mean) * (s - mean)).average().orElse(0)));
    }
}
