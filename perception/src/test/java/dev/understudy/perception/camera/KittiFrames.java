package dev.understudy.perception.camera;

import dev.understudy.perception.RealData;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.geometry.RigidTransform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Test helper: drive 2011_09_26_drive_0013 of KITTI raw, as far as the tests here need it. */
final class KittiFrames {

    static final String CAMERA = "image_02";
    private static final String DRIVE = "2011_09_26_drive_0013_sync";
    private static final int WIDTH = 1242;
    private static final int HEIGHT = 375;

    /** A labelled car: its 2D box (left, top, right, bottom, pixels) and its 3D box in the LiDAR frame. */
    record Car(float[] imageBox, OrientedBox box) {
    }

    private final Path day;
    private final Path labels;
    private final CameraMount mount;
    private final RigidTransform lidarFromRect;

    private KittiFrames(Path root) throws IOException {
        day = root.resolve("2011_09_26");
        labels = root.resolve("label_02/0003.txt");
        Map<String, double[]> camera = numbers(day.resolve("calib_cam_to_cam.txt"));
        Map<String, double[]> velo = numbers(day.resolve("calib_velo_to_cam.txt"));
        double[] r = velo.get("R");
        double[] t = velo.get("T");
        RigidTransform cam0 = new RigidTransform(new double[] {
            r[0], r[1], r[2], t[0], r[3], r[4], r[5], t[1], r[6], r[7], r[8], t[2]});
        double[] q = camera.get("R_rect_00");
        RigidTransform rectFromLidar = new RigidTransform(new double[] {
            q[0], q[1], q[2], 0, q[3], q[4], q[5], 0, q[6], q[7], q[8], 0}).after(cam0);
        lidarFromRect = rectFromLidar.inverse();
        double[] p = camera.get("P_rect_02");
        // The projection's fourth column holds K times the way from camera 0 to camera 2.
        RigidTransform cam2FromRect = new RigidTransform(new double[] {
            1, 0, 0, (p[3] - p[2] * p[11]) / p[0], 0, 1, 0, (p[7] - p[6] * p[11]) / p[5], 0, 0, 1, p[11]});
        mount = new CameraMount(CAMERA, "velodyne", 0, 0, new CameraMount.Intrinsics(WIDTH, HEIGHT, p[0], p[5], p[2],
                p[6], "", new double[0]), cam2FromRect.after(rectFromLidar));
    }

    /** Opens the drive; the test is skipped where it is not on this machine. */
    static KittiFrames open() throws IOException {
        return new KittiFrames(RealData.folder("kitti_raw"));
    }

    CameraMount mount() {
        return mount;
    }

    int frames() throws IOException {
        try (var files = Files.list(day.resolve(DRIVE + "/velodyne_points/data"))) {
            return (int) files.count();
        }
    }

    PointCloud cloud(int frame) throws IOException {
        byte[] bytes = Files.readAllBytes(file("velodyne_points", frame, "bin"));
        FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] xyzi = new float[floats.remaining()];
        floats.get(xyzi);
        return PointCloud.of(xyzi);
    }

    byte[] image(int frame) throws IOException {
        return Files.readAllBytes(file(CAMERA, frame, "png"));
    }

    List<Car> cars(int frame) throws IOException {
        List<Car> cars = new ArrayList<>();
        for (String line : Files.readAllLines(labels)) {
            String[] f = line.split(" ");
            if (f[0].equals(Integer.toString(frame)) && f[2].equals("Car")) {
                cars.add(car(f));
            }
        }
        return cars;
    }

    /** Fields: frame track type truncated occluded alpha left top right bottom h w l x y z rotation_y. */
    private Car car(String[] f) {
        double[] v = new double[f.length];
        for (int i = 6; i < f.length; i++) {
            v[i] = Double.parseDouble(f[i]);
        }
        double y = v[14] - v[10] / 2;
        OrientedBox box = new OrientedBox(lidarFromRect.applyX(v[13], y, v[15]), lidarFromRect.applyY(v[13], y, v[15]),
                lidarFromRect.applyZ(v[13], y, v[15]), v[12], v[11], v[10], -v[16] - Math.PI / 2);
        return new Car(new float[] {(float) v[6], (float) v[7], (float) v[8], (float) v[9]}, box);
    }

    private Path file(String sensor, int frame, String extension) {
        return day.resolve(String.format(Locale.ROOT, "%s/%s/data/%010d.%s", DRIVE, sensor, frame, extension));
    }

    private static Map<String, double[]> numbers(Path file) throws IOException {
        Map<String, double[]> out = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int colon = line.indexOf(':');
            String[] values = line.substring(colon + 1).trim().split("\\s+");
            double[] parsed = new double[values.length];
            try {
                for (int i = 0; i < values.length; i++) {
                    parsed[i] = Double.parseDouble(values[i]);
                }
                out.put(line.substring(0, colon), parsed);
            } catch (NumberFormatException e) {
                // The date of the calibration is the one entry that is no list of numbers.
                continue;
            }
        }
        return out;
    }
}
