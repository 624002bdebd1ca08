package dev.understudy.perception.cloud;

import com.google.protobuf.UnsafeByteOperations;
import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.foxglove.PackedElementField;
import dev.understudy.proto.foxglove.PackedElementField.NumericType;
import dev.understudy.proto.foxglove.PointCloud.Builder;
import dev.understudy.proto.foxglove.Pose;
import dev.understudy.proto.foxglove.Quaternion;
import dev.understudy.proto.foxglove.Vector3;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The body of a {@code foxglove.PointCloud}: little-endian points of any layout. */
final class FloatPoints {

    private static final int OUT_STRIDE = PointCloud.STRIDE * Float.BYTES;
    private static final String[] OUT_FIELDS = {"x", "y", "z", "intensity"};
    /** Squared norm a quaternion must have to be more than the zeros of an unset message. */
    private static final double MIN_QUATERNION_NORM = 1e-12;

    private FloatPoints() {
    }

    /** Returns the number of points kept out. */
    static int decode(dev.understudy.proto.foxglove.PointCloud message, PointCloud into) {
        int stride = message.getPointStride();
        int points = pointCount(message.getData().size(), stride);
        PointField x = coordinate(message, "x", stride);
        PointField y = coordinate(message, "y", stride);
        PointField z = coordinate(message, "z", stride);
        PointField intensity = find(message, "intensity", stride);
        // The view starts at the message, not at its points: slice.
        ByteBuffer data = message.getData().asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
        into.resize(points);
        float[] out = into.values();
        int kept = 0;
        for (int i = 0, at = 0; i < points; i++, at += stride) {
            float px = x.read(data, at);
            float py = y.read(data, at);
            float pz = z.read(data, at);
            // NaN minus itself and infinity minus itself are both NaN: one test for all three.
            if ((px - px) + (py - py) + (pz - pz) == 0f) {
                int o = kept++ * PointCloud.STRIDE;
                out[o] = px;
                out[o + 1] = py;
                out[o + 2] = pz;
                out[o + 3] = intensity == null ? 0f : intensity.readUnit(data, at);
            }
        }
        into.resize(kept);
        if (message.hasPose()) {
            apply(pose(message.getPose()), into);
        }
        return points - kept;
    }

    static Builder encode(PointCloud cloud) {
        byte[] data = new byte[cloud.size() * OUT_STRIDE];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer()
                .put(cloud.values(), 0, cloud.size() * PointCloud.STRIDE);
        Builder message = dev.understudy.proto.foxglove.PointCloud.newBuilder()
                .setPose(Pose.newBuilder()
                        .setPosition(Vector3.getDefaultInstance())
                        .setOrientation(Quaternion.newBuilder().setW(1)))
                .setPointStride(OUT_STRIDE)
                .setData(UnsafeByteOperations.unsafeWrap(data));
        for (int f = 0; f < OUT_FIELDS.length; f++) {
            message.addFields(PackedElementField.newBuilder()
                    .setName(OUT_FIELDS[f]).setOffset(f * Float.BYTES).setType(NumericType.FLOAT32));
        }
        return message;
    }

    private static int pointCount(int bytes, int stride) {
        if (stride <= 0) {
            throw new BadFrameException("bad-layout", "point_stride is " + Integer.toUnsignedString(stride));
        }
        if (bytes % stride != 0) {
            throw new BadFrameException("truncated-points",
                    bytes + " bytes of points are no multiple of the stride of " + stride + " bytes");
        }
        if (bytes / stride > PointCloudCodec.MAX_POINTS) {
            throw new BadFrameException("too-many-points",
                    bytes / stride + " points, at most " + PointCloudCodec.MAX_POINTS + " are taken");
        }
        return bytes / stride;
    }

    private static PointField coordinate(dev.understudy.proto.foxglove.PointCloud message, String name, int stride) {
        PointField field = find(message, name, stride);
        if (field == null) {
            throw new BadFrameException("missing-coordinates", "no field named " + name);
        }
        return field;
    }

    private static PointField find(dev.understudy.proto.foxglove.PointCloud message, String name, int stride) {
        for (int f = 0; f < message.getFieldsCount(); f++) {
            if (message.getFields(f).getName().equals(name)) {
                return PointField.of(message.getFields(f), stride);
            }
        }
        return null;
    }

    /** The cloud's pose in its frame of reference, or null for the identity; an unset orientation is none. */
    private static RigidTransform pose(Pose pose) {
        Vector3 t = pose.getPosition();
        Quaternion q = pose.getOrientation();
        double norm = q.getX() * q.getX() + q.getY() * q.getY() + q.getZ() * q.getZ() + q.getW() * q.getW();
        if (!Double.isFinite(norm + t.getX() + t.getY() + t.getZ())) {
            throw new BadFrameException("bad-pose", "the cloud's pose holds a value that is not finite");
        }
        boolean turned = norm > MIN_QUATERNION_NORM && (q.getX() != 0 || q.getY() != 0 || q.getZ() != 0);
        if (!turned && t.getX() == 0 && t.getY() == 0 && t.getZ() == 0) {
            return null;
        }
        double s = turned ? 1 / Math.sqrt(norm) : 0;
        return RigidTransform.ofQuaternion(q.getX() * s, q.getY() * s, q.getZ() * s, turned ? q.getW() * s : 1,
                t.getX(), t.getY(), t.getZ());
    }

    private static void apply(RigidTransform pose, PointCloud cloud) {
        if (pose == null) {
            return;
        }
        float[] v = cloud.values();
        for (int i = 0, end = cloud.size() * PointCloud.STRIDE; i < end; i += PointCloud.STRIDE) {
            double x = v[i];
            double y = v[i + 1];
            double z = v[i + 2];
            v[i] = (float) pose.applyX(x, y, z);
            v[i + 1] = (float) pose.applyY(x, y, z);
            v[i + 2] = (float) pose.applyZ(x, y, z);
        }
    }
}
