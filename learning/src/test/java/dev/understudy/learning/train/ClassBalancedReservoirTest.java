package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.sample.EncoderConfig;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.RememberedSamples;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassBalancedReservoirTest {

    private static final int CLASSES = 5;
    private static final int CAPACITY = 50;
    private static final int TRACK_CAP = 2;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldStayBalancedOnASkewedAndSortedStream(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ClassBalancedReservoir memory = new ClassBalancedReservoir(CLASSES, CAPACITY, TRACK_CAP, true);
        for (int k = 0; k < CLASSES; k++) {
            int count = k == 0 ? 3000 : 30;
            for (int i = 0; i < count; i++) {
                memory.offer(new TrainingSample(null, k, "track" + k + "/" + i / 3), random);
            }
        }
        assertThat(memory.size()).isEqualTo(CAPACITY);
        assertThat(Arrays.stream(memory.sizes()).min().orElseThrow()).isGreaterThanOrEqualTo(CAPACITY / CLASSES - 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {6, 7, 8})
    void shouldHoldAtMostTheCapOfOneTrack(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ClassBalancedReservoir memory = new ClassBalancedReservoir(CLASSES, CAPACITY, TRACK_CAP, true);
        for (int i = 0; i < 2000; i++) {
            String track = "track" + random.nextInt(10);
            memory.offer(new TrainingSample(null, random.nextInt(CLASSES), track), random);
            assertThat(memory.count(track)).isLessThanOrEqualTo(TRACK_CAP);
        }
        assertThat(memory.size()).isLessThanOrEqualTo(10 * TRACK_CAP);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {9, 10})
    void shouldDrawClassesEvenlyFromAnUnevenMemory(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ClassBalancedReservoir memory = new ClassBalancedReservoir(CLASSES, CAPACITY, TRACK_CAP, true);
        for (int i = 0; i < 40; i++) {
            memory.offer(new TrainingSample(null, i < 38 ? 0 : 1, "track" + i), random);
        }
        List<TrainingSample> drawn = memory.draw(1000, random);
        assertThat(drawn.stream().filter(s -> s.label() == 1).count()).isBetween(400L, 600L);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12})
    void shouldKeepEveryClassWhenASmallerMemoryTakesOverALargerOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SampleEncoder encoder = new SampleEncoder(new EncoderConfig(16, 32, 1));
        ClassBalancedReservoir large = new ClassBalancedReservoir(CLASSES, CAPACITY, TRACK_CAP, true);
        for (int i = 0; i < CAPACITY; i++) {
            Cluster cluster = SyntheticObjects.cluster(0, 0, random);
            large.offer(new TrainingSample(encoder.encode(cluster), i % CLASSES, "track" + i, cluster), random);
        }
        RememberedSamples.Builder saved = RememberedSamples.newBuilder();
        large.save(saved);
        ClassBalancedReservoir small = new ClassBalancedReservoir(CLASSES, 2 * CLASSES, TRACK_CAP, true);

        small.load(saved.build(), new Remembered(encoder, CLASSES));

        assertThat(small.sizes()).containsOnly(2);
    }
}
