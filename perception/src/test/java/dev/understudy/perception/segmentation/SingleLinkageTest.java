package dev.understudy.perception.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.segmentation.SegmentationConfig.Linkage;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleLinkageTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldFindTheComponentsOfTheNaiveClustererWhenExact(long seed) {
        float[] cloud = Clouds.clumps(new Random(seed), 1500);
        Linkage linkage = Linkage.exact(0.3 + 0.1 * (seed % 5));

        assertThat(fast(cloud, linkage)).as("seed %d", seed).isEqualTo(NaiveLinkage.components(cloud, linkage));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32})
    void shouldFindTheComponentsOfTheNaiveClustererWhenToleranceGrowsWithRange(long seed) {
        float[] cloud = Clouds.clumps(new Random(seed), 1500);
        Linkage linkage = new Linkage(0.3, 10, 0.05 * (seed % 4), 1 + seed % 5, 0.7 + 0.3 * (seed % 4));

        assertThat(fast(cloud, linkage)).as("seed %d", seed).isEqualTo(NaiveLinkage.components(cloud, linkage));
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44})
    void shouldLinkAcrossTheEdgesOfColumnBlocks(long seed) {
        float[] cloud = Clouds.towers(new Random(seed), 1200);
        Linkage linkage = Linkage.exact(0.5);

        assertThat(fast(cloud, linkage)).as("seed %d", seed).isEqualTo(NaiveLinkage.components(cloud, linkage));
    }

    @ParameterizedTest
    @ValueSource(longs = {71, 72, 73, 74})
    void shouldLinkDenseCellsOnlyWhereTheyTouch(long seed) {
        float[] cloud = Clouds.heaps(new Random(seed), 2400);
        Linkage linkage = Linkage.exact(0.5);
        int[] expected = NaiveLinkage.components(cloud, linkage);

        assertThat(fast(cloud, linkage)).as("seed %d", seed).isEqualTo(expected);
        assertThat(Arrays.stream(expected).distinct().count()).as("parts of seed %d", seed).isGreaterThan(1);
    }

    @Test
    void shouldTakeMoreTilesThanItsTableFirstHolds() {
        float[] cloud = Clouds.scattered(new Random(81), 20_000, 1600);
        Linkage linkage = Linkage.exact(0.5);

        assertThat(fast(cloud, linkage)).isEqualTo(NaiveLinkage.components(cloud, linkage));
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54, 55, 56})
    void shouldFindTheSameComponentsOfAMovedAndTurnedCloudWhenExact(long seed) {
        // Coordinates in 1/256 m, whole metres and quarter turns: rounding plays no part.
        float[] cloud = Clouds.clumps(new Random(seed), 1500);
        for (int i = 0; i < cloud.length; i++) {
            cloud[i] = Math.round(cloud[i] * 256) / 256f;
        }
        int[] expected = fast(cloud, Linkage.exact(0.45));
        Random random = new Random(-seed);
        float[] moved = cloud.clone();
        for (int i = 0; i < cloud.length; i += 4) {
            moved[i] = -cloud[i + 1] + 37;
            moved[i + 1] = cloud[i] - 112;
            moved[i + 2] = cloud[i + 2] + 5;
            moved[i + 3] = random.nextFloat();
        }

        assertThat(fast(moved, Linkage.exact(0.45))).as("seed %d", seed).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63, 64})
    void shouldFindTheSameComponentsInAnyOrderOfPoints(long seed) {
        float[] cloud = Clouds.clumps(new Random(seed), 1500);
        int points = cloud.length / 4;
        float[] reversed = new float[cloud.length];
        for (int i = 0; i < points; i++) {
            System.arraycopy(cloud, 4 * i, reversed, 4 * (points - 1 - i), 4);
        }
        int[] back = fast(reversed, Linkage.adaptive());
        int[] inOrder = IntStream.range(0, points).map(i -> back[points - 1 - i]).toArray();

        assertThat(Clouds.byFirstPoint(inOrder)).as("seed %d", seed).isEqualTo(fast(cloud, Linkage.adaptive()));
    }

    private static int[] fast(float[] cloud, Linkage linkage) {
        int points = cloud.length / 4;
        SingleLinkage fast = new SingleLinkage(linkage);
        fast.link(cloud, IntStream.range(0, points).toArray(), points, -2);
        return Clouds.byFirstPoint(IntStream.range(0, points).map(fast::component).toArray());
    }
}
