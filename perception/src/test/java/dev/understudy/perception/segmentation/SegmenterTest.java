package dev.understudy.perception.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.geometry.OrientedBox;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmenterTest {

    private final Segmenter segmenter = new Segmenter(SegmentationConfig.defaults());

    @Test
    void shouldGiveNothingForAnEmptyCloud() {
        Segmentation result = segmenter.segment(PointCloud.of(new float[0]));

        assertThat(result.pointCount()).isZero();
        assertThat(result.clusterCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -1e30f})
    void shouldLeaveOutPointsThatAreNotUsable(float bad) {
        Street street = Street.flat(1);
        float[] cloud = street.cloud();
        int[] expected = labels(cloud);
        for (int axis = 0; axis < 3; axis++) {
            float[] spoilt = Arrays.copyOf(cloud, cloud.length + 4 * 20);
            for (int i = cloud.length; i < spoilt.length; i += 4) {
                spoilt[i + axis] = bad;
            }
            assertThat(labels(spoilt)).startsWith(expected).endsWith(new int[20]);
        }
    }

    @Test
    void shouldGiveNothingWhenEveryPointIsUnusable() {
        float[] cloud = new float[400];
        Arrays.fill(cloud, Float.NaN);

        assertThat(labels(cloud)).containsOnly(Segmentation.NONE);
    }

    @Test
    void shouldKeepDuplicatesInOneCluster() {
        float[] cloud = Street.flat(2).cloud();
        float[] twice = Arrays.copyOf(cloud, 2 * cloud.length);
        System.arraycopy(cloud, 0, twice, cloud.length, cloud.length);

        int[] labels = labels(twice);

        assertThat(Arrays.copyOfRange(labels, cloud.length / 4, labels.length))
                .isEqualTo(Arrays.copyOf(labels, cloud.length / 4));
    }

    @Test
    void shouldTakeAnyNumberOfPointsAtOnePlace() {
        float[] cloud = new float[4 * 5000];
        for (int i = 0; i < cloud.length; i += 4) {
            cloud[i] = 7;
            cloud[i + 2] = 1;
        }
        assertThat(labels(cloud)).containsOnly(labels(cloud)[0]);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldFindTheSamePartsInAnyOrderOfPoints(long seed) {
        float[] cloud = Street.flat(seed).cloud();
        int[] order = shuffled(cloud.length / 4, new Random(seed));
        float[] mixed = new float[cloud.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(cloud, 4 * order[i], mixed, 4 * i, 4);
        }
        int[] plain = labels(cloud);
        int[] back = new int[order.length];
        int[] mixedLabels = labels(mixed);
        for (int i = 0; i < order.length; i++) {
            back[order[i]] = mixedLabels[i];
        }
        assertThat(Clouds.byFirstPoint(back)).as("seed %d", seed).isEqualTo(Clouds.byFirstPoint(plain));
    }

    @ParameterizedTest
    @CsvSource({"21, 0.0, 0, 0", "22, 1.73, 0, 0", "23, 0.6, 2, 40", "24, 2.4, -3, 130", "25, 1.73, 5, 250"})
    void shouldFindGroundAndBoxesOnTiltedPlanes(long seed, double height, double tilt, double towards) {
        Street street = Street.tilted(seed, height, tilt, towards);

        Segmentation result = segmenter.segment(PointCloud.of(street.cloud()));

        assertThat(Math.toDegrees(result.tilt())).isCloseTo(Math.abs(tilt), within(0.4));
        assertThat(result.sensorHeight()).isCloseTo(height, within(0.1));
        assertThat(street.groundRecall(result.labels())).as("seed %d: ground found", seed).isGreaterThan(0.99);
        assertThat(street.boxesFound(result)).as("seed %d: boxes found", seed).isEqualTo(street.boxes().size());
    }

    @Test
    void shouldNumberClustersByTheirFirstPoint() {
        int[] labels = labels(Street.flat(3).cloud());

        int[] firstSeen = Arrays.stream(labels).filter(l -> l > 0).distinct().toArray();

        assertThat(firstSeen).isEqualTo(IntStream.rangeClosed(1, firstSeen.length).toArray());
    }

    @Test
    void shouldGroupEveryLabelledPointUnderItsCluster() {
        Segmentation result = segmenter.segment(PointCloud.of(Street.flat(4).cloud()));

        for (int id = 1; id <= result.clusterCount(); id++) {
            int[] members = Arrays.copyOfRange(result.order(), result.start(id), result.start(id) + result.size(id));
            int cluster = id;
            assertThat(members).isEqualTo(IntStream.range(0, result.pointCount())
                    .filter(i -> result.labels()[i] == cluster).toArray());
        }
    }

    @Test
    void shouldHoldEveryPointOfAClusterInItsBox() {
        float[] cloud = Street.flat(5).cloud();
        Segmentation result = segmenter.segment(PointCloud.of(cloud));

        for (int i = 0; i < result.pointCount(); i++) {
            if (result.labels()[i] > 0) {
                OrientedBox box = result.box(result.labels()[i]);
                assertThat(box.contains(cloud[4 * i], cloud[4 * i + 1], cloud[4 * i + 2], 1e-3)).isTrue();
                assertThat(box.length()).isGreaterThanOrEqualTo(box.width());
            }
        }
    }

    @Test
    void shouldGiveTheSameResultWhateverFrameCameBefore() {
        float[] cloud = Street.flat(6).cloud();
        int[] first = labels(cloud);
        segmenter.segment(PointCloud.of(Street.tilted(7, 2.5, 6, 90).cloud()));

        assertThat(labels(cloud)).isEqualTo(first);
    }

    @Test
    void shouldAllocateNothingOnceItsBuffersHaveGrown() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PointCloud cloud = PointCloud.of(Street.flat(8).cloud());
        for (int i = 0; i < 5; i++) {
            segmenter.segment(cloud);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20; i++) {
            segmenter.segment(cloud);
        }
        // The virtual machine itself may account a few bytes for class loading or compilation.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }

    private int[] labels(float[] cloud) {
        return Arrays.copyOf(segmenter.segment(PointCloud.of(cloud)).labels(), cloud.length / 4);
    }

    private static int[] shuffled(int count, Random random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }
}
