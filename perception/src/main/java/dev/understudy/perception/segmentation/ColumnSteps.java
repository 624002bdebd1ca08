package dev.understudy.perception.segmentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The steps from a column of cells to its neighbours within reach. */
final class ColumnSteps {

    private ColumnSteps() {
    }

    /**
     * Steps (0, 0) and one of each opposite pair, nearest first, whose columns come closer than {@code limit} cells.
     *
     * @return the steps' x and y components
     */
    static int[][] nearestFirst(int reach, double limit) {
        List<int[]> steps = new ArrayList<>();
        for (int x = 0; x <= reach; x++) {
            for (int y = x == 0 ? 0 : -reach; y <= reach; y++) {
                if (gapSquared(x, y) < limit * limit) {
                    steps.add(new int[] {x, y});
                }
            }
        }
        steps.sort(Comparator.comparingInt(s -> s[0] * s[0] + s[1] * s[1]));
        return new int[][] {
            steps.stream().mapToInt(s -> s[0]).toArray(),
            steps.stream().mapToInt(s -> s[1]).toArray()};
    }

    /** Least distance between two columns a step apart, in cells, squared. */
    static double gapSquared(int x, int y) {
        double gx = Math.max(0, Math.abs(x) - 1);
        double gy = Math.max(0, Math.abs(y) - 1);
        return gx * gx + gy * gy;
    }
}
