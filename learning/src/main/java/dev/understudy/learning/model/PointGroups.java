package dev.understudy.learning.model;

import dev.understudy.learning.sample.EncodedObject;
import java.util.Arrays;
import java.util.List;

/**
 * Which points of a batch are worth a network's work. The encoder repeats the points of a small cluster until it has
 * as many as any other; whatever takes a maximum over the points gives the same without the repetitions. Points left
 * are counted in groups of {@link #SIZE}, and every object's groups follow each other.
 */
final class PointGroups {

    /** Points of a group. */
    static final int SIZE = 16;

    private final int[] first; // of every object, and the total at the end
    private final int widest; // groups of the largest object

    private PointGroups(int[] first, int widest) {
        this.first = first;
        this.widest = widest;
    }

    static PointGroups of(List<EncodedObject> objects) {
        int[] first = new int[objects.size() + 1];
        int widest = 1;
        for (int r = 0; r < objects.size(); r++) {
            int groups = (distinct(objects.get(r).points()) + SIZE - 1) / SIZE;
            first[r + 1] = first[r] + groups;
            widest = Math.max(widest, groups);
        }
        return new PointGroups(first, widest);
    }

    /** Length of the shortest beginning that, repeated, gives all the points. */
    static int distinct(float[] points) {
        int count = points.length / 3;
        for (int period = 1; period < count; period++) {
            int shift = 3 * period;
            if (Arrays.equals(points, 0, points.length - shift, points, shift, points.length)) {
                return period;
            }
        }
        return count;
    }

    /** Groups of all objects. */
    int count() {
        return first[first.length - 1];
    }

    /** Points of an object, to be filled up with repetitions. */
    int pointsOf(int row) {
        return (first[row + 1] - first[row]) * SIZE;
    }

    /** Groups of every object, the last one repeated until all objects have equally many. */
    long[] table() {
        long[] table = new long[(first.length - 1) * widest];
        for (int i = 0; i < table.length; i++) {
            int row = i / widest;
            table[i] = Math.min(first[row] + i % widest, first[row + 1] - 1);
        }
        return table;
    }
}
