package dev.understudy.perception.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldMatchExhaustiveSearch(long seed) {
        Random random = new Random(seed);
        Assignment assignment = new Assignment();
        for (int round = 0; round < 200; round++) {
            int rows = 1 + random.nextInt(6);
            int columns = rows + random.nextInt(3);
            double[] cost = new double[rows * columns];
            for (int k = 0; k < cost.length; k++) {
                cost[k] = random.nextInt(3) == 0 ? 0 : -random.nextInt(20);
            }
            int[] columnOf = new int[rows];
            assignment.solve(cost, rows, columns, columnOf);
            boolean[] taken = new boolean[columns];
            double total = 0;
            for (int r = 0; r < rows; r++) {
                if (columnOf[r] >= 0) {
                    assertThat(taken[columnOf[r]]).isFalse();
                    taken[columnOf[r]] = true;
                    total += cost[r * columns + columnOf[r]];
                }
            }
            assertThat(total).isCloseTo(least(cost, rows, columns, 0, new boolean[columns]), within(1e-9));
        }
    }

    private static double least(double[] cost, int rows, int columns, int row, boolean[] taken) {
        if (row == rows) {
            return 0;
        }
        double best = least(cost, rows, columns, row + 1, taken);
        for (int c = 0; c < columns; c++) {
            if (!taken[c]) {
                taken[c] = true;
                best = Math.min(best, cost[row * columns + c] + least(cost, rows, columns, row + 1, taken));
                taken[c] = false;
            }
        }
        return best;
    }
}
