package dev.understudy.replay.ros;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;

/** ROS messages of the kinds that perception needs, as small as can be. */
public final class RosMessages {

    private RosMessages() {
    }

    /** A dense little-endian cloud of float32 x, y, z, intensity. */
    public static byte[] cloud(RosOutput.Form form, long stampNanos, String frame, float... xyzi) {
        RosOutput out = new RosOutput(form).header(stampNanos, frame).u32(1).u32(xyzi.length / 4).u32(4);
        String[] names = {"x", "y", "z", "intensity"};
        for (int i = 0; i < names.length; i++) {
            out.string(names[i]).u32(4L * i).u8(7).u32(1);
        }
        ByteBuffer data = ByteBuffer.allocate(4 * xyzi.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(xyzi);
        return out.u8(0).u32(16).u32(4L * xyzi.length).bytes(data.array()).u8(1).toBytes();
    }

    /** A PNG of one grey. */
    public static byte[] compressedImage(RosOutput.Form form, long stampNanos, String frame, int width, int height) {
        return new RosOutput(form).header(stampNanos, frame).string("rgb8; png compressed bgr8")
                .bytes(png(width, height)).toBytes();
    }

    /** A camera of focal length 100 that looks at the middle of its image. */
    public static byte[] cameraInfo(RosOutput.Form form, long stampNanos, String frame, int width, int height) {
        double cx = width / 2.0;
        double cy = height / 2.0;
        return new RosOutput(form).header(stampNanos, frame).u32(height).u32(width).string("plumb_bob")
                .doubles(0.1, 0, 0, 0, 0).f64(100, 0, cx, 0, 100, cy, 0, 0, 1).f64(1, 0, 0, 0, 1, 0, 0, 0, 1)
                .f64(90, 0, cx, -45, 0, 90, cy, 0, 0, 0, 1, 0).u32(0).u32(0).u32(0).u32(0).u32(0).u32(0).u8(0)
                .toBytes();
    }

    /** One transform by translation and quaternion x, y, z, w. */
    public static byte[] transform(RosOutput.Form form, long stampNanos, String parent, String child,
            double... translationAndRotation) {
        return new RosOutput(form).u32(1).header(stampNanos, parent).string(child).f64(translationAndRotation)
                .toBytes();
    }

    static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
