package dev.understudy.perception.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectSegmenterTest {

    private static final int OBJECTS = 9;
    private final float[] cloud = blocks(new Random(7));
    private final ObjectSegmenter segmenter = ObjectSegmenter.defaults();

    @Test
    void shouldNameTheFrameAndItsObjectsNearestFirst() {
        ClusterSet set = segment(segmenter, cloud);

        assertThat(set.getRobotId()).isEqualTo("r1");
        assertThat(set.getLidarFrameId()).isEqualTo("lidar");
        assertThat(set.getStampNs()).isEqualTo(123);
        assertThat(set.getSequence()).isEqualTo(4);
        assertThat(set.getClustersCount()).isEqualTo(OBJECTS);
        assertThat(set.getClustersBeforeGating()).isGreaterThanOrEqualTo(OBJECTS);
        assertThat(set.getClustersList()).extracting(Cluster::getRange).isSorted();
        assertThat(set.getClustersList()).extracting(Cluster::getIndex).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void shouldKeepTheNearestObjectsAndCountTheRest() {
        ObjectSegmenter few = new ObjectSegmenter(SegmentationConfig.defaults(),
                new ProposalConfig(ProposalGate.defaults().withMaxObjects(4), 64));

        ClusterSet set = segment(few, cloud);

        assertThat(set.getClustersList()).extracting(Cluster::getRange)
                .isEqualTo(segment(segmenter, cloud).getClustersList().subList(0, 4).stream()
                        .map(Cluster::getRange).toList());
        assertThat(set.getObjectsOverCap()).isEqualTo(OBJECTS - 4);
        assertThat(segment(segmenter, cloud).getObjectsOverCap()).isZero();
    }

    @Test
    void shouldStoreAtMostSoManyPointsSpreadOverTheCluster() {
        ObjectSegmenter small = new ObjectSegmenter(SegmentationConfig.defaults(),
                new ProposalConfig(ProposalGate.defaults(), 20));

        Cluster cluster = segment(small, cloud).getClusters(0);

        assertThat(cluster.getPoints().getCount()).isEqualTo(20);
        assertThat(cluster.getPointCount()).isGreaterThan(100);
    }

    @Test
    void shouldGiveBackThePointsToTheMillimetre() {
        Cluster cluster = segment(segmenter, cloud).getClusters(0);

        float[] points = ClusterPoints.decode(cluster);

        assertThat(points).hasSize(4 * cluster.getPoints().getCount());
        for (int i = 0; i < points.length; i += 4) {
            assertThat(distanceToNearest(points, i)).isLessThan(0.001);
        }
    }

    @Test
    void shouldGiveTheSameBytesEveryTime() {
        assertThat(segment(ObjectSegmenter.defaults(), cloud)).isEqualTo(segment(segmenter, cloud));
        assertThat(segment(segmenter, cloud).toByteString()).isEqualTo(segment(segmenter, cloud).toByteString());
    }

    @Test
    void shouldGiveAnEmptySetForAnEmptyCloud() {
        assertThat(segment(segmenter, new float[0]).getClustersList()).isEmpty();
    }

    @Test
    void shouldRefuseAClusterWhosePointBytesAreCut() {
        Cluster whole = segment(segmenter, cloud).getClusters(0);
        ByteString xyz = whole.getPoints().getXyz();
        Cluster cut = whole.toBuilder().setPoints(whole.getPoints().toBuilder().setXyz(xyz.substring(1))).build();

        assertThatThrownBy(() -> ClusterPoints.decode(cut)).isInstanceOf(BadFrameException.class)
                .extracting(e -> ((BadFrameException) e).reason()).isEqualTo("cluster-points-mismatch");
    }

    @Test
    void shouldStateHeightAboveTheGround() {
        // The blocks hover half a metre above the ground.
        assertThat(segment(segmenter, cloud).getClustersList())
                .allSatisfy(c -> assertThat(c.getHeightAboveGround()).isCloseTo(0.5f, within(0.12f)));
    }

    private static ClusterSet segment(ObjectSegmenter segmenter, float[] cloud) {
        return segmenter.segment(new FrameHeader("r1", "lidar", 123, 4), PointCloud.of(cloud));
    }

    private double distanceToNearest(float[] points, int at) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < cloud.length; i += 4) {
            double dx = cloud[i] - points[at];
            double dy = cloud[i + 1] - points[at + 1];
            double dz = cloud[i + 2] - points[at + 2];
            least = Math.min(least, Math.max(Math.abs(dx), Math.max(Math.abs(dy), Math.abs(dz))));
        }
        return least;
    }

    /** Flat ground 1.5 m below the sensor and nine solid blocks, 2 x 1 x 1 m, at growing range. */
    private static float[] blocks(Random random) {
        float[] out = new float[4 * (20_000 + OBJECTS * 300)];
        int at = 0;
        for (int i = 0; i < 20_000; i++, at += 4) {
            double range = 3 + 40 * random.nextDouble();
            double azimuth = 2 * Math.PI * random.nextDouble();
            put(out, at, range * Math.cos(azimuth), range * Math.sin(azimuth), -1.5, random);
        }
        for (int k = 0; k < OBJECTS; k++) {
            for (int i = 0; i < 300; i++, at += 4) {
                put(out, at, (6 + 3 * k) * Math.cos(k) + 2 * random.nextDouble(), (6 + 3 * k) * Math.sin(k)
                        + random.nextDouble(), -1 + random.nextDouble(), random);
            }
        }
        return out;
    }

    private static void put(float[] out, int at, double x, double y, double z, Random random) {
        out[at] = (float) x;
        out[at + 1] = (float) y;
        out[at + 2] = (float) z;
        out[at + 3] = random.nextFloat();
    }
}
