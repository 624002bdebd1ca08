package dev.understudy.perception.line;

import com.google.protobuf.ByteString;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.perception.objects.FrameHeader;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.Quaternion;
import dev.understudy.proto.foxglove.Vector3;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.proto.v1.SourceRecord;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Records of robots that each see one box on flat ground at 10 Hz, with a LiDAR and cameras that look ahead. */
final class LineScene {

    static final String LIDAR = "lidar";
    static final String FRONT = "front";
    static final long START_MILLIS = 1_700_000_000_000L;
    static final long PERIOD_NANOS = 100_000_000L;
    private static final int WIDTH = 200;
    private static final int HEIGHT = 100;

    private LineScene() {
    }

    static long stamp(int frame) {
        return START_MILLIS * 1_000_000 + frame * PERIOD_NANOS;
    }

    static FrameHeader header(String robot, int frame) {
        return new FrameHeader(robot, LIDAR, stamp(frame), frame);
    }

    /** Ground at -1.7 m each 0.4 m, and three sides of a box ten metres ahead each 0.1 m. */
    static PointCloud cloud() {
        PointCloud cloud = new PointCloud(16);
        for (double x = -20; x < 20; x += 0.4) {
            for (double y = -20; y < 20; y += 0.4) {
                add(cloud, x, y, -1.7);
            }
        }
        for (double y = -0.8; y <= 0.8; y += 0.1) {
            for (double z = -1.4; z <= -0.1; z += 0.1) {
                add(cloud, 9, y, z);
            }
            for (double x = 9; x <= 11; x += 0.1) {
                add(cloud, x, y, -0.1);
            }
        }
        return cloud;
    }

    private static void add(PointCloud cloud, double x, double y, double z) {
        int at = cloud.size() * PointCloud.STRIDE;
        float[] before = cloud.values();
        cloud.resize(cloud.size() + 1);
        float[] values = cloud.values();
        if (values != before) {
            System.arraycopy(before, 0, values, 0, at);
        }
        values[at] = (float) x;
        values[at + 1] = (float) y;
        values[at + 2] = (float) z;
        values[at + 3] = 0.5f;
    }

    static CameraImage image(String camera, int frame) {
        return new CameraImage(camera, stamp(frame), png());
    }

    static SourceRecord source(long offset) {
        return SourceRecord.newBuilder().setTopic("images").setOffset(offset).build();
    }

    private static ByteString png() {
        ByteString.Output out = ByteString.newOutput();
        try {
            ImageIO.write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteString();
    }

    static RobotCalibration calibration(String robot, String... cameras) {
        List<CameraMount> mounts = List.of(cameras).stream().map(LineScene::mount).toList();
        return Calibrations.toProto(robot, mounts);
    }

    private static CameraMount mount(String camera) {
        return new CameraMount(camera, LIDAR, 0, 0,
                new CameraMount.Intrinsics(WIDTH, HEIGHT, 150, 150, WIDTH / 2.0, HEIGHT / 2.0, "", new double[0]),
                new RigidTransform(new double[] {0, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0}));
    }

    /** The robot drives ahead, metres. */
    static FrameTransform pose(int frame, double x) {
        return FrameTransform.newBuilder().setTimestamp(Stamps.of(stamp(frame))).setParentFrameId("map")
                .setChildFrameId(LIDAR).setTranslation(Vector3.newBuilder().setX(x))
                .setRotation(Quaternion.newBuilder().setW(1)).build();
    }
}
