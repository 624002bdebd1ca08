package dev.understudy.perception.cloud;

import static dev.understudy.perception.cloud.CloudFixtures.field;
import static dev.understudy.perception.cloud.CloudFixtures.floatXyz;
import static dev.understudy.perception.cloud.CloudFixtures.message;
import static dev.understudy.perception.cloud.CloudFixtures.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.foxglove.PackedElementField;
import dev.understudy.proto.foxglove.PackedElementField.NumericType;
import dev.understudy.proto.foxglove.Pose;
import dev.understudy.proto.foxglove.Vector3;
import dev.understudy.proto.v1.PackedPointCloud;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BadPointCloudTest {

    private static final int FUZZ_ROUNDS = 4000;

    private final PointCloudCodec codec = new PointCloudCodec();
    private final PointCloud into = new PointCloud(16);

    @Test
    void shouldRefuseAMessageThatEndsInItsPoints() {
        byte[] frame = PointCloudCodec.encode(random(new Random(1), 100, 10), 1, "lidar");

        assertThat(refuse(Arrays.copyOf(frame, frame.length - 30), false)).isEqualTo("malformed-message");
    }

    @Test
    void shouldRefuseBytesThatAreNoMessage() {
        assertThat(refuse(new byte[] {-1, -1, -1, -1, -1}, false)).isEqualTo("malformed-message");
        assertThat(refuse(new byte[] {-1, -1, -1, -1, -1}, true)).isEqualTo("malformed-message");
    }

    @Test
    void shouldRefuseAPartOfAPoint() {
        assertThat(refuse(floatXyz(12, new byte[35]).build().toByteArray(), false)).isEqualTo("truncated-points");
    }

    @Test
    void shouldRefuseAStrideOfZeroOrBeyondTheData() {
        assertThat(refuse(floatXyz(0, new byte[12]).build().toByteArray(), false)).isEqualTo("bad-layout");
        assertThat(refuse(floatXyz(-16, new byte[12]).build().toByteArray(), false)).isEqualTo("bad-layout");
        assertThat(refuse(floatXyz(Integer.MAX_VALUE, new byte[12]).build().toByteArray(), false))
                .isEqualTo("truncated-points");
    }

    @Test
    void shouldRefuseACloudWithoutCoordinates() {
        byte[] noZ = message(12, new byte[12])
                .addFields(field("x", 0, NumericType.FLOAT32)).addFields(field("y", 4, NumericType.FLOAT32))
                .build().toByteArray();

        assertThat(refuse(noZ, false)).isEqualTo("missing-coordinates");
        assertThat(refuse(new byte[0], false)).isEqualTo("bad-layout");
    }

    @Test
    void shouldRefuseAFieldThatLeavesThePoint() {
        for (int offset : new int[] {9, 12, Integer.MAX_VALUE, -1}) {
            byte[] frame = floatXyz(12, new byte[12]).setFields(2, field("z", offset, NumericType.FLOAT32))
                    .build().toByteArray();
            assertThat(refuse(frame, false)).as("offset %d", offset).isEqualTo("bad-layout");
        }
    }

    @Test
    void shouldRefuseAnUnknownNumericType() {
        PackedElementField strange = PackedElementField.newBuilder().setName("z").setOffset(8).setTypeValue(42).build();

        assertThat(refuse(floatXyz(12, new byte[12]).setFields(2, strange).build().toByteArray(), false))
                .isEqualTo("bad-layout");
    }

    @Test
    void shouldRefuseAnImpossibleStampOrPose() {
        Timestamp stamp = Timestamp.newBuilder().setSeconds(Long.MAX_VALUE / 2).build();
        Timestamp nanos = Timestamp.newBuilder().setNanos(-1).build();
        Pose pose = Pose.newBuilder().setPosition(Vector3.newBuilder().setY(Double.NaN)).build();

        assertThat(refuse(floatXyz(12, new byte[12]).setTimestamp(stamp).build().toByteArray(), false))
                .isEqualTo("bad-stamp");
        assertThat(refuse(floatXyz(12, new byte[12]).setTimestamp(nanos).build().toByteArray(), false))
                .isEqualTo("bad-stamp");
        assertThat(refuse(floatXyz(12, new byte[12]).setPose(pose).build().toByteArray(), false))
                .isEqualTo("bad-pose");
    }

    @Test
    void shouldRefuseMorePointsThanAnyLidarMakes() {
        byte[] tiny = message(1, new byte[PointCloudCodec.MAX_POINTS + 1])
                .addFields(field("x", 0, NumericType.INT8)).addFields(field("y", 0, NumericType.INT8))
                .addFields(field("z", 0, NumericType.INT8)).build().toByteArray();

        assertThat(refuse(tiny, false)).isEqualTo("too-many-points");
        assertThat(refuse(packed().setPointCount(-1).build().toByteArray(), true)).isEqualTo("too-many-points");
    }

    @Test
    void shouldRefusePackedPointsThatDoNotMatchTheirCounts() {
        assertThat(refuse(packed().setPointCount(3).build().toByteArray(), true)).isEqualTo("truncated-points");
        assertThat(refuse(packed().setIntensity(ByteString.EMPTY).build().toByteArray(), true))
                .isEqualTo("truncated-points");
        assertThat(refuse(packed().setBlockSize(0).build().toByteArray(), true)).isEqualTo("bad-layout");
        assertThat(refuse(packed().setBlockSize(1).build().toByteArray(), true)).isEqualTo("bad-layout");
    }

    @Test
    void shouldRefuseAScaleThatIsNoLength() {
        for (float scale : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE}) {
            assertThat(refuse(packed().setScale(0, scale).build().toByteArray(), true))
                    .as("scale %s", scale).isEqualTo("bad-scale");
        }
    }

    @Test
    void shouldEitherDecodeFinitePointsOrRefuseWhateverTheBytes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        PointCloud cloud = random(random, 20, 40);
        byte[][] valid = {PointCloudCodec.encode(cloud, 1, "lidar"), PointCloudCodec.encodePacked(cloud, 1, "lidar")};
        int refused = 0;
        for (int round = 0; round < FUZZ_ROUNDS; round++) {
            boolean packed = random.nextBoolean();
            byte[] frame = mutate(random, valid[packed ? 1 : 0]);
            try {
                codec.decode(frame, packed, into);
                for (int i = 0; i < into.size() * PointCloud.STRIDE; i++) {
                    assertThat(into.values()[i]).as("seed %d, round %d", seed, round).isFinite();
                }
            } catch (BadFrameException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
        assertThat(refused).as("seed %d", seed).isBetween(FUZZ_ROUNDS / 20, FUZZ_ROUNDS - 1);
    }

    private static byte[] mutate(Random random, byte[] valid) {
        byte[] frame = Arrays.copyOf(valid, random.nextInt(4) == 0 ? random.nextInt(valid.length) : valid.length);
        for (int flips = random.nextInt(4); flips >= 0 && frame.length > 0; flips--) {
            // Half of the damage goes to the head, where the lengths and the layout are.
            int at = random.nextInt(random.nextBoolean() ? Math.min(frame.length, 80) : frame.length);
            frame[at] = (byte) random.nextInt();
        }
        return frame;
    }

    private static PackedPointCloud.Builder packed() {
        return PackedPointCloud.newBuilder().setPointCount(2).setBlockSize(128).addScale(0.001f)
                .setXyz(ByteString.copyFrom(new byte[12])).setIntensity(ByteString.copyFrom(new byte[2]));
    }

    private String refuse(byte[] frame, boolean packed) {
        BadFrameException refusal = catchThrowableOfType(BadFrameException.class,
                () -> codec.decode(frame, packed, into));
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.getMessage()).doesNotContain("\n");
        return refusal.reason();
    }
}
