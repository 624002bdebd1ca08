package dev.understudy.perception;

import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.geometry.RigidTransform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Recorded frames with labels for tests of this module, where the recordings are at hand. */
public final class RealFrames {

    private static final String DRIVE = "2011_09_26/2011_09_26_drive_0013_sync/velodyne_points/data";

    private RealFrames() {
    }

    /** One labelled object in the LiDAR frame. */
    public record Label(String track, String type, OrientedBox box) {
    }

    /** One scan; {@code classes} holds a class per point, or is null. */
    public record Frame(String name, float[] xyzi, List<Label> labels, byte[] classes) {
    }

    /** Frames 0-19 of a KITTI drive with the boxes of the tracking benchmark (camera view only). */
    public static List<Frame> kittiDrive() {
        Path root = RealData.folder("kitti_raw");
        RigidTransform lidarFromCamera = rectifiedFromLidar(lines(root.resolve("2011_09_26/calib_cam_to_cam.txt")),
                "R_rect_00:", lines(root.resolve("2011_09_26/calib_velo_to_cam.txt"))).inverse();
        List<String> labels = lines(root.resolve("label_02/0003.txt"));
        List<Frame> frames = new ArrayList<>();
        for (Path scan : files(root.resolve(DRIVE))) {
            int index = frames.size();
            List<Label> boxes = labels.stream().map(line -> line.split(" "))
                    .filter(f -> Integer.parseInt(f[0]) == index && !f[2].equals("DontCare"))
                    .map(f -> kittiLabel(f[1], f[2], Arrays.copyOfRange(f, 10, 17), lidarFromCamera)).toList();
            frames.add(new Frame("kitti " + index, scan(scan), boxes, null));
        }
        return frames;
    }

    /** The three frames of the KITTI object benchmark. */
    public static List<Frame> kittiObjects() {
        Path root = RealData.folder("kitti_object").resolve("training");
        List<Frame> frames = new ArrayList<>();
        for (Path scan : files(root.resolve("velodyne"))) {
            String name = scan.getFileName().toString().replace(".bin", "");
            List<String> calibration = lines(root.resolve("calib/" + name + ".txt"));
            RigidTransform lidarFromCamera = new RigidTransform(pad(row(calibration, "R0_rect:"), new double[3]))
                    .after(new RigidTransform(row(calibration, "Tr_velo_to_cam:"))).inverse();
            List<Label> boxes = lines(root.resolve("label_2/" + name + ".txt")).stream().map(line -> line.split(" "))
                    .filter(f -> !f[0].equals("DontCare"))
                    .map(f -> kittiLabel(name, f[0], Arrays.copyOfRange(f, 8, 15), lidarFromCamera)).toList();
            frames.add(new Frame("kitti object " + name, scan(scan), boxes, null));
        }
        return frames;
    }

    /** Eight PandaSet frames with boxes all around and a class per point. */
    public static List<Frame> pandaset() {
        Path root = RealData.folder("pandaset_002");
        List<Frame> frames = new ArrayList<>();
        for (Path scan : files(root.resolve("velodyne"))) {
            String name = scan.getFileName().toString().replace(".bin", "");
            List<Label> boxes = lines(root.resolve("cuboids/" + name + ".csv")).stream().skip(1)
                    .map(line -> line.split(",")).map(f -> new Label(f[0], f[1], new OrientedBox(number(f[2]),
                    number(f[3]), number(f[4]), number(f[5]), number(f[6]), number(f[7]), number(f[8])))).toList();
            byte[] classes = bytes(root.resolve("semseg/" + name + ".label"));
            frames.add(new Frame("pandaset " + name, scan(scan), boxes, classes));
        }
        return frames;
    }

    private static Label kittiLabel(String track, String type, String[] f, RigidTransform lidarFromCamera) {
        double height = number(f[0]);
        double x = number(f[3]);
        double y = number(f[4]) - height / 2;
        double z = number(f[5]);
        return new Label(track, type, new OrientedBox(lidarFromCamera.applyX(x, y, z), lidarFromCamera.applyY(x, y, z),
                lidarFromCamera.applyZ(x, y, z), number(f[2]), number(f[1]), height, -number(f[6]) - Math.PI / 2));
    }

    private static RigidTransform rectifiedFromLidar(List<String> cameras, String rectification, List<String> lidar) {
        return new RigidTransform(pad(row(cameras, rectification), new double[3]))
                .after(new RigidTransform(pad(row(lidar, "R:"), row(lidar, "T:"))));
    }

    private static double[] pad(double[] rotation, double[] t) {
        double[] r = rotation;
        return new double[] {r[0], r[1], r[2], t[0], r[3], r[4], r[5], t[1], r[6], r[7], r[8], t[2]};
    }

    private static double[] row(List<String> lines, String name) {
        String line = lines.stream().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
        return Stream.of(line.substring(name.length()).trim().split(" ")).mapToDouble(RealFrames::number).toArray();
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private static float[] scan(Path file) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] out = new float[buffer.remaining() / 4];
        buffer.asFloatBuffer().get(out);
        return out;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        return new String(bytes(file)).lines().toList();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
