package dev.understudy.perception.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.segmentation.SegmentationConfig.Linkage;
import java.util.Random;
import java.util.stream.IntStream;
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

    private static int[] fast(float[] cloud, Linkage linkage) {
        int points = cloud.length / 4;
        SingleLinkage fast = new SingleLinkage(linkage);
        fast.link(cloud, IntStream.range(0, points).toArray(), points, -2);
        return Clouds.byFirstPoint(IntStream.range(0, points).map(fast::component).toArray());
    }
}
