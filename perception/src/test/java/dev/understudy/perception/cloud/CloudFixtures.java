package dev.understudy.perception.cloud;

import com.google.protobuf.ByteString;
import dev.understudy.proto.foxglove.PackedElementField;
import dev.understudy.proto.foxglove.PackedElementField.NumericType;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Clouds and messages for the codec's tests. */
final class CloudFixtures {

    private CloudFixtures() {
    }

    /** Points spread evenly over a cube of the given half edge, metres. */
    static PointCloud random(RandomGenerator random, int points, double halfEdge) {
        float[] values = new float[points * PointCloud.STRIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % PointCloud.STRIDE == 3
                    ? random.nextFloat() : (float) random.nextDouble(-halfEdge, halfEdge);
        }
        return PointCloud.of(values);
    }

    static float[] valuesOf(PointCloud cloud) {
        return Arrays.copyOf(cloud.values(), cloud.size() * PointCloud.STRIDE);
    }

    static dev.understudy.proto.foxglove.PointCloud.Builder message(int stride, byte[] data) {
        return dev.understudy.proto.foxglove.PointCloud.newBuilder()
                .setPointStride(stride).setData(ByteString.copyFrom(data));
    }

    static PackedElementField field(String name, int offset, NumericType type) {
        return PackedElementField.newBuilder().setName(name).setOffset(offset).setType(type).build();
    }

    static dev.understudy.proto.foxglove.PointCloud.Builder floatXyz(int stride, byte[] data) {
        return message(stride, data)
                .addFields(field("x", 0, NumericType.FLOAT32))
                .addFields(field("y", 4, NumericType.FLOAT32))
                .addFields(field("z", 8, NumericType.FLOAT32));
    }
}
