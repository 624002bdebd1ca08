package dev.understudy.perception.segmentation;

import dev.understudy.perception.segmentation.SegmentationConfig.Linkage;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Single linkage by looking at every pair: the reference for the fast one. */
final class NaiveLinkage {

    private NaiveLinkage() {
    }

    /** Component per point, numbered by first point. */
    static int[] components(float[] xyzi, Linkage linkage) {
        int points = xyzi.length / 4;
        float[] shrunk = new float[3 * points];
        new RangeWarp(linkage).shrink(xyzi, IntStream.range(0, points).toArray(), points, shrunk);
        int[] component = new int[points];
        Arrays.fill(component, -1);
        int next = 0;
        for (int i = 0; i < points; i++) {
            if (component[i] < 0) {
                spread(shrunk, linkage.tolerance(), component, i, next++);
            }
        }
        return component;
    }

    private static void spread(float[] points, double tolerance, int[] component, int seed, int id) {
        int[] queue = new int[component.length];
        int end = 0;
        queue[end++] = seed;
        component[seed] = id;
        for (int at = 0; at < end; at++) {
            for (int j = 0; j < component.length; j++) {
                if (component[j] < 0 && linked(points, queue[at], j, tolerance)) {
                    component[j] = id;
                    queue[end++] = j;
                }
            }
        }
    }

    private static boolean linked(float[] p, int i, int j, double tolerance) {
        double dx = p[3 * i] - p[3 * j];
        double dy = p[3 * i + 1] - p[3 * j + 1];
        double dz = p[3 * i + 2] - p[3 * j + 2];
        return dx * dx + dy * dy + dz * dz <= tolerance * tolerance;
    }
}
