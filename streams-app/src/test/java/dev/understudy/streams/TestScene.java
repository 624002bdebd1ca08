package dev.understudy.streams;

import com.google.protobuf.ByteString;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.Quaternion;
import dev.understudy.proto.foxglove.Vector3;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A small made-up world: flat ground, two boxes, one camera looking forward. */
final class TestScene {

    static final String LIDAR = "lidar_top";
    static final String CAMERA = "camera_front";
    /** A plausible moment, nanoseconds since the Unix epoch. */
    static final long START = 1_700_000_000_000_000_000L;
    static final long PERIOD = 100_000_000L;
    static final int WIDTH = 320;
    static final int HEIGHT = 160;
    private static final double SENSOR_HEIGHT = 1.7;

    private TestScene() {
    }

    /** Stamp of frame {@code i} at 10 Hz. */
    static long stamp(int i) {
        return START + i * PERIOD;
    }

    /** Two boxes that move forward by 0.1 m per frame, on ground points of 0.4 m spacing. */
    static byte[] lidar(int frame) {
        PointCloud cloud = new PointCloud(16);
        float[] points = points(frame);
        cloud.resize(points.length / PointCloud.STRIDE);
        System.arraycopy(points, 0, cloud.values(), 0, points.length);
        return PointCloudCodec.encode(cloud, stamp(frame), LIDAR);
    }

    private static float[] points(int frame) {
        float[] out = new float[100_000];
        int n = 0;
        for (double x = -20; x < 20; x += 0.4) {
            for (double y = -20; y < 20; y += 0.4) {
                n = add(out, n, x, y, -SENSOR_HEIGHT);
            }
        }
        n = box(out, n, 8 + 0.1 * frame, 2, 4, 1.8, 1.5);
        n = box(out, n, 12 + 0.1 * frame, -3, 0.6, 0.6, 1.7);
        float[] cut = new float[n];
        System.arraycopy(out, 0, cut, 0, n);
        return cut;
    }

    private static int box(float[] out, int from, double x, double y, double length, double width, double height) {
        int n = from;
        for (double dx = -length / 2; dx <= length / 2; dx += 0.2) {
            for (double dy = -width / 2; dy <= width / 2; dy += 0.2) {
                for (double z = 0.3; z <= height; z += 0.2) {
                    n = add(out, n, x + dx, y + dy, z - SENSOR_HEIGHT);
                }
            }
        }
        return n;
    }

    private static int add(float[] out, int n, double x, double y, double z) {
        out[n] = (float) x;
        out[n + 1] = (float) y;
        out[n + 2] = (float) z;
        out[n + 3] = 0.5f;
        return n + PointCloud.STRIDE;
    }

    /** A JPEG record with a colour gradient. */
    static byte[] camera(long stampNanos) {
        return camera(stampNanos, jpeg());
    }

    static byte[] camera(long stampNanos, byte[] data) {
        return camera(CAMERA, stampNanos, data);
    }

    static byte[] camera(String frameId, long stampNanos, byte[] data) {
        return CompressedImage.newBuilder().setTimestamp(Stamps.of(stampNanos)).setFrameId(frameId)
                .setFormat("jpeg").setData(ByteString.copyFrom(data)).build().toByteArray();
    }

    static byte[] jpeg() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, (x * 255 / WIDTH) << 16 | (y * 255 / HEIGHT) << 8);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] calibration(String robot) {
        return Calibrations.toProto(robot, List.of(mount(CAMERA, 160, 0, 0))).toByteArray();
    }

    /** A camera at the LiDAR that is turned to the left by {@code yaw} radians. */
    static CameraMount mount(String camera, double focalLength, double yaw, long shutterOffsetNanos) {
        // Optical axes from ROS axes: x right = -y, y down = -z, z forward = x.
        RigidTransform cameraFromLidar =
                new RigidTransform(new double[] {0, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0});
        CameraMount.Intrinsics lens = new CameraMount.Intrinsics(WIDTH, HEIGHT, focalLength, focalLength, WIDTH / 2.0,
                HEIGHT / 2.0, "", new double[0]);
        return new CameraMount(camera, LIDAR, 0, shutterOffsetNanos, lens,
                cameraFromLidar.after(RigidTransform.ofYaw(0, 0, 0, -yaw)));
    }

    /** The robot drives forward at 1 m/s without turning. */
    static byte[] pose(int frame) {
        return pose(frame, 1);
    }

    /** The robot drives forward without turning, metres per second. */
    static byte[] pose(int frame, double speed) {
        return FrameTransform.newBuilder().setTimestamp(Stamps.of(stamp(frame))).setParentFrameId("map")
                .setChildFrameId(LIDAR).setTranslation(Vector3.newBuilder().setX(0.1 * speed * frame))
                .setRotation(Quaternion.newBuilder().setW(1)).build().toByteArray();
    }
}
