package dev.understudy.perception.cloud;

import static dev.understudy.perception.cloud.CloudFixtures.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.v1.PackedPointCloud;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedPointsTest {

    private static final int ROUNDS = 50;

    private final PointCloudCodec codec = new PointCloudCodec();
    private final PointCloud into = new PointCloud(16);

    @ParameterizedTest
    @CsvSource({"0.001, 0.001", "5, 0.001", "30, 0.001", "200, 0.02", "5000, 0.08"})
    void shouldStayWithinTheStatedError(double range, float limit) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            PointCloud cloud = random(random, random.nextInt(1, 700), range);

            codec.decode(PointCloudCodec.encodePacked(cloud, 1, "lidar"), true, into);

            assertThat(into.size()).isEqualTo(cloud.size());
            for (int i = 0; i < cloud.size() * PointCloud.STRIDE; i++) {
                float stated = i % PointCloud.STRIDE == 3 ? 1f / 510 + 1e-6f : limit;
                assertThat(Math.abs(into.values()[i] - cloud.values()[i]))
                        .as("seed %d, range %s, value %d of %s", seed, range, i, cloud.values()[i])
                        .isLessThanOrEqualTo(stated);
            }
        }
    }

    @Test
    void shouldStayWithinHalfAUnitOfEachBlocksLargestCoordinate() {
        long seed = System.nanoTime();
        PointCloud cloud = random(new Random(seed), 128 * 4, 1);
        float[] extents = {3, 30, 200, 1000};
        for (int i = 0; i < cloud.size() * PointCloud.STRIDE; i++) {
            if (i % PointCloud.STRIDE != 3) {
                cloud.values()[i] *= extents[i / (128 * PointCloud.STRIDE)];
            }
        }

        codec.decode(PointCloudCodec.encodePacked(cloud, 1, "lidar"), true, into);

        for (int i = 0; i < cloud.size() * PointCloud.STRIDE; i++) {
            if (i % PointCloud.STRIDE != 3) {
                float extent = extents[i / (128 * PointCloud.STRIDE)];
                assertThat(Math.abs(into.values()[i] - cloud.values()[i])).as("seed %d, value %d", seed, i)
                        .isLessThanOrEqualTo(extent / 65_534 * 1.001f);
            }
        }
    }

    @Test
    void shouldStayWithinAMillimetreBesideFarPoints() {
        long seed = System.nanoTime();
        PointCloud cloud = nearAndFar(seed);

        codec.decode(PointCloudCodec.encodePacked(cloud, 1, "lidar"), true, into);

        assertWithin(cloud, 0.001f, seed);
    }

    @Test
    void shouldBeReadableWithoutTheFinePart() throws Exception {
        long seed = System.nanoTime();
        PointCloud cloud = nearAndFar(seed);
        PackedPointCloud message = PackedPointCloud.parseFrom(PointCloudCodec.encodePacked(cloud, 1, "lidar"));
        assertThat(message.getFine().size()).isEqualTo(cloud.size());

        codec.decode(message.toBuilder().clearFine().build().toByteArray(), true, into);

        assertWithin(cloud, 0.005f, seed);
    }

    @Test
    void shouldRefuseAFinePartOfAnotherLength() throws Exception {
        PackedPointCloud message =
                PackedPointCloud.parseFrom(PointCloudCodec.encodePacked(nearAndFar(1), 1, "lidar"));
        for (int size : new int[] {1, message.getFine().size() - 1, message.getFine().size() + 1}) {
            byte[] broken = message.toBuilder().setFine(ByteString.copyFrom(new byte[size])).build().toByteArray();
            assertThatThrownBy(() -> codec.decode(broken, true, into)).isInstanceOf(BadFrameException.class)
                    .hasMessageContaining("bad-layout");
        }
    }

    /** Some blocks of points up to 30 m and, in each, one at 260 m. */
    private static PointCloud nearAndFar(long seed) {
        PointCloud cloud = random(new Random(seed), 128 * 4, 17);
        for (int block = 0; block < 4; block++) {
            cloud.values()[block * 128 * PointCloud.STRIDE] = 260;
        }
        return cloud;
    }

    private void assertWithin(PointCloud cloud, float limit, long seed) {
        for (int i = 0; i < cloud.size() * PointCloud.STRIDE; i++) {
            if (i % PointCloud.STRIDE != 3) {
                assertThat(Math.abs(into.values()[i] - cloud.values()[i])).as("seed %d, value %d", seed, i)
                        .isLessThanOrEqualTo(limit);
            }
        }
    }

    @Test
    void shouldLeaveOutPointsThatAreNotFinite() {
        PointCloud cloud = PointCloud.of(new float[] {
            Float.NaN, 0, 0, 1, 1, 2, 3, 1, 0, Float.POSITIVE_INFINITY, 0, 1, -1, -2, -3, Float.NaN});

        codec.decode(PointCloudCodec.encodePacked(cloud, 1, "lidar"), true, into);

        assertThat(into.size()).isEqualTo(2);
        assertThat(into.values()[3]).isEqualTo(1f);
        assertThat(into.values()[7]).isEqualTo(0f);
    }

    @Test
    void shouldCarryZerosAndTheLargestFloat() {
        float max = Float.MAX_VALUE;
        PointCloud cloud = PointCloud.of(new float[] {0, 0, 0, 0, max, -max, max, 1});

        codec.decode(PointCloudCodec.encodePacked(cloud, 1, "lidar"), true, into);

        assertThat(into.values()).startsWith(0f, 0f, 0f, 0f);
        assertThat(into.values()[4]).isFinite().isGreaterThan(0.999f * max);
        assertThat(into.values()[5]).isFinite().isLessThan(-0.999f * max);
    }

    @Test
    void shouldTakeLessThanHalfTheBytesOfTheFloatForm() {
        PointCloud cloud = random(new Random(11), 20_000, 60);

        int packed = PointCloudCodec.encodePacked(cloud, 1, "lidar").length;

        assertThat(packed).isLessThan(PointCloudCodec.encode(cloud, 1, "lidar").length / 2);
    }
}
