package dev.understudy.learning.sample;

import java.util.Arrays;

/**
 * Small overlapping neighbourhoods that cover an object: centres by farthest-point sampling, members by distance from
 * their centre. Found once per object and kept with it; whoever moves the points keeps the patches.
 *
 * @param members row-major, {@code size} indices into the object's points per patch; the first of each is its centre
 * @param size points of a patch
 */
public record Patches(int[] members, int size) {

    /** Patches of an object. */
    public int count() {
        return members.length / size;
    }

    /**
     * Covers the first {@code distinct} points. With fewer points than patches, or than a patch has members, some
     * serve twice. Deterministic: ties go to the lower index.
     *
     * @param xyz row-major, 3 per point
     */
    public static Patches of(float[] xyz, int distinct, int count, int size) {
        int[] members = new int[count * size];
        float[] uncovered = new float[distinct]; // squared distance from the nearest centre so far
        Arrays.fill(uncovered, Float.MAX_VALUE);
        int centre = 0;
        for (int patch = 0; patch < count; patch++) {
            float[] distance = new float[distinct];
            for (int i = 0; i < distinct; i++) {
                distance[i] = squared(xyz, i, centre);
                uncovered[i] = Math.min(uncovered[i], distance[i]);
            }
            nearest(distance, members, patch * size, size);
            centre = 0;
            for (int i = 1; i < distinct; i++) {
                centre = uncovered[i] > uncovered[centre] ? i : centre;
            }
        }
        return new Patches(members, size);
    }

    /**
     * The same neighbourhoods after points were dropped.
     *
     * @param newIndex of every old point, -1 of a dropped one
     */
    public Patches after(int[] newIndex) {
        int[] kept = new int[members.length];
        int last = -1; // a patch that still has points
        for (int round = 0; round < 2; round++) {
            for (int patch = 0; patch < count(); patch++) {
                int left = keep(patch, newIndex, kept);
                if (left > 0) {
                    last = patch;
                } else if (last >= 0) {
                    System.arraycopy(kept, last * size, kept, patch * size, size);
                }
            }
        }
        return new Patches(kept, size);
    }

    private int keep(int patch, int[] newIndex, int[] into) {
        int at = patch * size;
        int left = 0;
        for (int i = at; i < at + size; i++) {
            if (newIndex[members[i]] >= 0) {
                into[at + left++] = newIndex[members[i]];
            }
        }
        for (int i = left; left > 0 && i < size; i++) {
            into[at + i] = into[at + i % left];
        }
        return left;
    }

    /** Selection of the few nearest; every choice is put out of the way. */
    private static void nearest(float[] distance, int[] into, int at, int size) {
        int available = Math.min(size, distance.length);
        for (int n = 0; n < available; n++) {
            int best = 0;
            for (int i = 1; i < distance.length; i++) {
                best = distance[i] < distance[best] ? i : best;
            }
            into[at + n] = best;
            distance[best] = Float.POSITIVE_INFINITY;
        }
        for (int n = available; n < size; n++) {
            into[at + n] = into[at + n % available];
        }
    }

    private static float squared(float[] p, int a, int b) {
        float x = p[3 * a] - p[3 * b];
        float y = p[3 * a + 1] - p[3 * b + 1];
        float z = p[3 * a + 2] - p[3 * b + 2];
        return x * x + y * y + z * z;
    }
}
