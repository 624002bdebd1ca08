package dev.understudy.perception.cloud;

import static dev.understudy.perception.cloud.CloudFixtures.field;
import static dev.understudy.perception.cloud.CloudFixtures.floatXyz;
import static dev.understudy.perception.cloud.CloudFixtures.message;
import static dev.understudy.perception.cloud.CloudFixtures.random;
import static dev.understudy.perception.cloud.CloudFixtures.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.proto.foxglove.PackedElementField.NumericType;
import dev.understudy.proto.foxglove.Pose;
import dev.understudy.proto.foxglove.Quaternion;
import dev.understudy.proto.foxglove.Vector3;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointCloudCodecTest {

    private static final long STAMP = 1_316_995_200_123_456_789L;

    private final PointCloudCodec codec = new PointCloudCodec();
    private final PointCloud into = new PointCloud(16);

    @Test
    void shouldGiveBackFloatPointsBitForBit() {
        PointCloud cloud = random(new Random(7), 1000, 90);

        codec.decode(PointCloudCodec.encode(cloud, STAMP, "velodyne"), false, into);

        assertThat(valuesOf(into)).containsExactly(valuesOf(cloud));
        assertThat(codec.stampNanos()).isEqualTo(STAMP);
        assertThat(codec.frameId()).isEqualTo("velodyne");
        assertThat(into.skipped()).isZero();
    }

    @Test
    void shouldReadTheFirstFieldsOfAnyOrderTypeAndStride() {
        int stride = 31;
        ByteBuffer data = ByteBuffer.allocate(2 * stride).order(ByteOrder.LITTLE_ENDIAN);
        for (int p = 0; p < 2; p++) {
            data.put(p * stride, (byte) (p == 0 ? 255 : 51));
            data.putDouble(p * stride + 1, 1.5 + p);
            data.putShort(p * stride + 9, (short) (-300 - p));
            data.putInt(p * stride + 27, 70_000 + p);
        }

        codec.decode(message(stride, data.array())
                .addFields(field("z", 27, NumericType.UINT32))
                .addFields(field("ring", 13, NumericType.UINT16))
                .addFields(field("intensity", 0, NumericType.UINT8))
                .addFields(field("y", 9, NumericType.INT16))
                .addFields(field("x", 1, NumericType.FLOAT64)).build().toByteArray(), false, into);

        assertThat(valuesOf(into)).containsExactly(1.5f, -300f, 70_000f, 1f, 2.5f, -301f, 70_001f, 0.2f);
    }

    @Test
    void shouldReadUnsignedAndSignedIntegersOfEveryWidth() {
        ByteBuffer data = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
        data.put(0, (byte) -2).putShort(1, (short) -3).putInt(3, -4).putShort(7, (short) -1);

        codec.decode(message(9, data.array())
                .addFields(field("x", 0, NumericType.UINT8))
                .addFields(field("y", 1, NumericType.UINT16))
                .addFields(field("z", 3, NumericType.INT32))
                .addFields(field("intensity", 7, NumericType.UINT16)).build().toByteArray(), false, into);
        assertThat(valuesOf(into)).containsExactly(254f, 65_533f, -4f, 1f);

        codec.decode(message(9, data.array())
                .addFields(field("x", 0, NumericType.INT8))
                .addFields(field("y", 1, NumericType.INT16))
                .addFields(field("z", 3, NumericType.UINT32))
                .addFields(field("intensity", 0, NumericType.INT8)).build().toByteArray(), false, into);
        assertThat(valuesOf(into)).containsExactly(-2f, -3f, 4_294_967_292f, 0f);
    }

    @Test
    void shouldKeepPointsWithoutFiniteCoordinatesOutAndCountThem() {
        PointCloud cloud = PointCloud.of(new float[] {
            1, 2, 3, 0.5f,
            Float.NaN, 2, 3, 0.5f,
            1, Float.POSITIVE_INFINITY, 3, 0.5f,
            1, 2, Float.NEGATIVE_INFINITY, 0.5f,
            Float.MAX_VALUE, -Float.MAX_VALUE, 6, Float.NaN});

        codec.decode(PointCloudCodec.encode(cloud, STAMP, "velodyne"), false, into);

        assertThat(into.skipped()).isEqualTo(3);
        assertThat(valuesOf(into)).containsExactly(1, 2, 3, 0.5f, Float.MAX_VALUE, -Float.MAX_VALUE, 6, 0);
    }

    @Test
    void shouldKeepTheSamePointsOutWithoutAMessage() {
        float[] xyzi = {1, 2, 3, 0.5f, 4, Float.NaN, 6, 0.5f, 7, 8, 9, 1, Float.NEGATIVE_INFINITY, 2, 3, 0};

        PointCloud finite = PointCloud.ofFinite(xyzi);

        codec.decode(PointCloudCodec.encode(PointCloud.of(xyzi), STAMP, "velodyne"), false, into);
        assertThat(valuesOf(finite)).containsExactly(valuesOf(into)).containsExactly(1, 2, 3, 0.5f, 7, 8, 9, 1);
        assertThat(finite.skipped()).isEqualTo(into.skipped()).isEqualTo(2);
        assertThat(PointCloud.ofFinite(valuesOf(finite)).skipped()).isZero();
    }

    @Test
    void shouldPlaceThePointsByTheCloudsPose() {
        double half = Math.sqrt(0.5);
        Pose quarterTurnLeft = Pose.newBuilder()
                .setPosition(Vector3.newBuilder().setX(10).setY(20).setZ(30))
                .setOrientation(Quaternion.newBuilder().setZ(half).setW(half)).build();
        ByteBuffer data = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1).putFloat(2).putFloat(3);

        codec.decode(floatXyz(12, data.array()).setPose(quarterTurnLeft).build().toByteArray(), false, into);

        assertThat(into.values()[0]).isCloseTo(8, within(1e-5f));
        assertThat(into.values()[1]).isCloseTo(21, within(1e-5f));
        assertThat(into.values()[2]).isCloseTo(33, within(1e-5f));
    }

    @Test
    void shouldTakeAnEmptyCloud() {
        codec.decode(PointCloudCodec.encode(new PointCloud(0), STAMP, "a"), false, into);
        assertThat(into.size()).isZero();

        codec.decode(PointCloudCodec.encodePacked(new PointCloud(0), STAMP, "b"), true, into);
        assertThat(into.size()).isZero();
        assertThat(codec.frameId()).isEqualTo("b");
    }

    @Test
    void shouldReuseTheCloudsBuffer() {
        byte[] frame = PointCloudCodec.encode(random(new Random(3), 500, 50), STAMP, "velodyne");
        codec.decode(frame, false, into);
        float[] buffer = into.values();

        codec.decode(frame, false, into);

        assertThat(into.values()).isSameAs(buffer);
    }
}
