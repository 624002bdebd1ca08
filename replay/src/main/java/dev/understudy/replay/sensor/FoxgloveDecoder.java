package dev.understudy.replay.sensor;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.foxglove.CameraCalibration;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.FrameTransforms;
import dev.understudy.proto.foxglove.PackedElementField;
import dev.understudy.proto.foxglove.PointCloud;
import dev.understudy.proto.foxglove.Pose;
import dev.understudy.proto.foxglove.Quaternion;
import dev.understudy.proto.foxglove.Vector3;
import dev.understudy.replay.log.MessageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes the Protobuf messages that Foxglove defines. */
final class FoxgloveDecoder {

    /** Datatypes of {@code sensor_msgs/PointField} by Foxglove's numbers. */
    private static final int[] DATATYPES = {0, 2, 1, 4, 3, 6, 5, 7, 8};

    private FoxgloveDecoder() {
    }

    /** Parses one message; its byte fields then point into {@code data} instead of copying megabytes. */
    static CodedInputStream input(ByteBuffer data) {
        CodedInputStream in = UnsafeByteOperations.unsafeWrap(data.slice()).newCodedInput();
        in.enableAliasing(true);
        return in;
    }

    static SensorMessage.Cloud pointCloud(ByteBuffer data) throws IOException {
        PointCloud cloud = PointCloud.parseFrom(input(data));
        long step = Integer.toUnsignedLong(cloud.getPointStride());
        long bytes = cloud.getData().size();
        if (step == 0 || bytes % step != 0) {
            throw new MessageException("the cloud's " + bytes + " bytes are no multiple of its stride of " + step);
        }
        List<CloudLayout.Field> fields = CloudLayout.fields(cloud.getFieldsCount());
        for (PackedElementField f : cloud.getFieldsList()) {
            int type = f.getTypeValue();
            fields.add(new CloudLayout.Field(f.getName(), Integer.toUnsignedLong(f.getOffset()),
                    type > 0 && type < DATATYPES.length ? DATATYPES[type] : 0));
        }
        SensorMessage.Cloud out = new CloudLayout(fields, false, bytes / step, 1, step, bytes, view(cloud.getData()))
                .read(cloud.getFrameId(), nanos(cloud.getTimestamp()));
        return cloud.hasPose() ? moved(out, cloud.getPose()) : out;
    }

    private static SensorMessage.Cloud moved(SensorMessage.Cloud cloud, Pose pose) {
        RigidTransform t = rigid(pose.getPosition(), pose.getOrientation());
        if (!t.equals(RigidTransform.IDENTITY)) {
            float[] v = cloud.xyzi();
            for (int i = 0; i < v.length; i += 4) {
                double x = v[i];
                double y = v[i + 1];
                double z = v[i + 2];
                v[i] = (float) t.applyX(x, y, z);
                v[i + 1] = (float) t.applyY(x, y, z);
                v[i + 2] = (float) t.applyZ(x, y, z);
            }
        }
        return cloud;
    }

    static SensorMessage.Image compressedImage(ByteBuffer data) throws IOException {
        CompressedImage image = CompressedImage.parseFrom(input(data));
        byte[] bytes = image.getData().toByteArray();
        return new SensorMessage.Image(image.getFrameId(), nanos(image.getTimestamp()),
                EncodedImages.format(bytes, image.getFormat()), bytes);
    }

    static SensorMessage.Image rawImage(ByteBuffer data) throws IOException {
        var image = dev.understudy.proto.foxglove.RawImage.parseFrom(input(data));
        byte[] png = new RawImage(Integer.toUnsignedLong(image.getWidth()), Integer.toUnsignedLong(image.getHeight()),
                image.getEncoding(), false, Integer.toUnsignedLong(image.getStep()), view(image.getData())).toPng();
        return new SensorMessage.Image(image.getFrameId(), nanos(image.getTimestamp()), "png", png);
    }

    static SensorMessage.CameraInfo cameraCalibration(ByteBuffer data) throws IOException {
        CameraCalibration c = CameraCalibration.parseFrom(input(data));
        return new SensorMessage.CameraInfo(c.getFrameId(), nanos(c.getTimestamp()), c.getWidth(), c.getHeight(),
                c.getDistortionModel(), array(c.getDList(), c.getDCount()), array(c.getKList(), 9),
                array(c.getRList(), 9), array(c.getPList(), 12));
    }

    static SensorMessage.Transforms frameTransforms(ByteBuffer data) throws IOException {
        return links(FrameTransforms.parseFrom(input(data)).getTransformsList());
    }

    static SensorMessage.Transforms frameTransform(ByteBuffer data) throws IOException {
        return links(List.of(FrameTransform.parseFrom(input(data))));
    }

    private static SensorMessage.Transforms links(List<FrameTransform> transforms) {
        List<SensorMessage.Link> links = new ArrayList<>();
        for (FrameTransform t : transforms) {
            links.add(new SensorMessage.Link(t.getParentFrameId(), t.getChildFrameId(), nanos(t.getTimestamp()),
                    rigid(t.getTranslation(), t.getRotation())));
        }
        return new SensorMessage.Transforms(links);
    }

    private static RigidTransform rigid(Vector3 t, Quaternion q) {
        boolean unset = q.getX() == 0 && q.getY() == 0 && q.getZ() == 0 && q.getW() == 0;
        return RosDecoder.rigid(new double[] {t.getX(), t.getY(), t.getZ()},
                new double[] {q.getX(), q.getY(), q.getZ(), unset ? 1 : q.getW()});
    }

    private static long nanos(Timestamp stamp) {
        try {
            return Stamps.toNanos(stamp);
        } catch (ArithmeticException e) {
            throw new MessageException("the stamp cannot be: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer view(ByteString bytes) {
        return bytes.asReadOnlyByteBuffer().slice();
    }

    /** So many values, zeros where the message has fewer. */
    private static double[] array(List<Double> values, int count) {
        double[] out = values.stream().mapToDouble(Double::doubleValue).toArray();
        return Arrays.copyOf(out, count);
    }
}
