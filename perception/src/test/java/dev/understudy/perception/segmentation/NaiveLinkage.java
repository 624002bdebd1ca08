package dev.understudy.perception.segmentation;

import dev.understudy.perception.segmentation.SegmentationConfig.Linkage;
import java.util.Arrays;

/** Single linkage by looking at every pair: the reference for the fast one. */
final class NaiveLinkage {

    private NaiveLinkage() {
    }

    /** Component per point, numbered by first point. */
    static int[] components(float[] xyzi, Linkage linkage) {
        int points = xyzi.length / 4;
        int[] component = new int[points];
        Arrays.fill(component, -1);
        int next = 0;
        for (int i = 0; i < points; i++) {
            if (component[i] < 0) {
                spread(xyzi, linkage, component, i, next++);
            }
        }
        return component;
    }

    private static void spread(float[] xyzi, Linkage linkage, int[] component, int seed, int id) {
        int[] queue = new int[component.length];
        int end = 0;
        queue[end++] = seed;
        component[seed] = id;
        for (int at = 0; at < end; at++) {
            for (int j = 0; j < component.length; j++) {
                if (component[j] < 0 && linked(xyzi, queue[at], j, linkage)) {
                    component[j] = id;
                    queue[end++] = j;
                }
            }
        }
    }

    private static boolean linked(float[] p, int i, int j, Linkage linkage) {
        double dx = p[4 * i] - p[4 * j];
        double dy = p[4 * i + 1] - p[4 * j + 1];
        double dz = (p[4 * i + 2] - p[4 * j + 2]) / linkage.verticalStretch();
        double limit = Math.min(tolerance(p, i, linkage), tolerance(p, j, linkage));
        return dx * dx + dy * dy + dz * dz <= limit * limit;
    }

    private static double tolerance(float[] p, int i, Linkage linkage) {
        return linkage.at(Math.hypot(p[4 * i], p[4 * i + 1]));
    }
}
