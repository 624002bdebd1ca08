package dev.understudy.replay.sensor;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.MessageException;
import dev.understudy.replay.ros.RosHeader;
import dev.understudy.replay.ros.RosInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Decodes the sensor messages of ROS 1 and ROS 2, whose fields are the same but for the header. */
final class RosDecoder {

    /** Smallest serialised {@code PointField} and {@code TransformStamped}, bytes: bounds what a count may claim. */
    private static final int FIELD_BYTES = 13;
    private static final int TRANSFORM_BYTES = 72;

    private RosDecoder() {
    }

    static SensorMessage.Cloud pointCloud2(RosInput in) {
        RosHeader header = in.header();
        long height = in.u32();
        long width = in.u32();
        int count = in.count(FIELD_BYTES);
        List<CloudLayout.Field> fields = CloudLayout.fields(count);
        for (int i = 0; i < count; i++) {
            fields.add(new CloudLayout.Field(in.string(), in.u32(), in.u8()));
            in.u32();
        }
        boolean bigEndian = in.u8() != 0;
        long pointStep = in.u32();
        long rowStep = in.u32();
        return new CloudLayout(fields, bigEndian, width, height, pointStep,
                rowStep == 0 ? width * pointStep : rowStep, in.bytes()).read(header.frameId(), header.stampNanos());
    }

    static SensorMessage.Image compressedImage(RosInput in) {
        RosHeader header = in.header();
        String format = in.string();
        byte[] data = copy(in.bytes());
        return new SensorMessage.Image(header.frameId(), header.stampNanos(), EncodedImages.format(data, format), data);
    }

    static SensorMessage.Image image(RosInput in) {
        RosHeader header = in.header();
        long height = in.u32();
        long width = in.u32();
        String encoding = in.string();
        boolean bigEndian = in.u8() != 0;
        long step = in.u32();
        byte[] png = new RawImage(width, height, encoding, bigEndian, step, in.bytes()).toPng();
        return new SensorMessage.Image(header.frameId(), header.stampNanos(), "png", png);
    }

    /** Encoding of an {@code Image}, without its pixels. */
    static String imageEncoding(RosInput in) {
        in.header();
        in.u32();
        in.u32();
        return in.string();
    }

    static SensorMessage.CameraInfo cameraInfo(RosInput in) {
        RosHeader header = in.header();
        long height = in.u32();
        long width = in.u32();
        if (height > Short.MAX_VALUE || width > Short.MAX_VALUE) {
            throw new MessageException("a camera of " + width + " x " + height + " pixels cannot be");
        }
        return new SensorMessage.CameraInfo(header.frameId(), header.stampNanos(), (int) width, (int) height,
                in.string(), in.doubles(), in.doubles(9), in.doubles(9), in.doubles(12));
    }

    static SensorMessage.Transforms transforms(RosInput in) {
        int count = in.count(TRANSFORM_BYTES);
        List<SensorMessage.Link> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RosHeader header = in.header();
            String child = in.string();
            double[] t = in.doubles(3);
            double[] q = in.doubles(4);
            links.add(new SensorMessage.Link(header.frameId(), child, header.stampNanos(), rigid(t, q)));
        }
        return new SensorMessage.Transforms(links);
    }

    /** Translation and quaternion x, y, z, w, whose length is set to 1. */
    static RigidTransform rigid(double[] t, double[] q) {
        double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        if (!(norm > 1e-6) || !Double.isFinite(norm + t[0] + t[1] + t[2])) {
            throw new MessageException("a transform's rotation or translation is not a number or zero");
        }
        return RigidTransform.ofQuaternion(q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm, t[0], t[1], t[2]);
    }

    private static byte[] copy(ByteBuffer view) {
        byte[] out = new byte[view.remaining()];
        view.get(out);
        return out;
    }
}
