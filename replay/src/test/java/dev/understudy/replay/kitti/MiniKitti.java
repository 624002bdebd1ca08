package dev.understudy.replay.kitti;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Writes miniature KITTI folders. The camera of the calibration looks along the LiDAR's x axis: camera x = -y,
 * y = -z, z = x, so that expectations can be computed by hand.
 */
public final class MiniKitti {

    public static final String DRIVE = "2011_09_26_drive_0013_sync";
    private static final String AXES = "0 -1 0 0 0 -1 1 0 0";
    private static final String IDENTITY = "1 0 0 0 1 0 0 0 1";
    private static final int WIDTH = 40;
    private static final int HEIGHT = 20;

    private MiniKitti() {
    }

    /** A raw root folder with one drive, drive 0013, of the given number of frames at 10 Hz; no labels. */
    public static Path raw(Path root, int frames) {
        Path date = root.resolve("2011_09_26");
        write(date.resolve("calib_cam_to_cam.txt"), "calib_time: 09-Jan-2012 13:57:47\nS_rect_02: 40 20\nR_rect_00: "
                + IDENTITY + "\nP_rect_02: 100 0 20 6 0 100 10 2 0 0 1 0.1\n");
        write(date.resolve("calib_velo_to_cam.txt"), "R: " + AXES + "\nT: 0 0.5 -0.2\n");
        write(date.resolve("calib_imu_to_velo.txt"), "R: " + IDENTITY + "\nT: -1 0 0\n");
        drive(date.resolve(DRIVE), frames);
        return root;
    }

    /** A drive's folder; images are 5 ms behind the scans, poses 2 ms ahead. */
    public static Path drive(Path drive, int frames) {
        StringBuilder lidar = new StringBuilder();
        StringBuilder camera = new StringBuilder();
        StringBuilder oxts = new StringBuilder();
        for (int i = 0; i < frames; i++) {
            String number = String.format(Locale.ROOT, "%010d", i);
            scan(drive.resolve("velodyne_points/data/" + number + ".bin"), i + 1, 2, 3, 0.5f);
            image(drive.resolve("image_02/data/" + number + ".png"));
            write(drive.resolve("oxts/data/" + number + ".txt"), "0 " + i * 1e-5 + " 100 0 0 " + Math.PI / 2 + "\n");
            lidar.append(String.format(Locale.ROOT, "2011-09-26 13:10:5%d.100000002\n", i));
            camera.append(String.format(Locale.ROOT, "2011-09-26 13:10:5%d.105000002\n", i));
            oxts.append(String.format(Locale.ROOT, "2011-09-26 13:10:5%d.098000002\n", i));
        }
        write(drive.resolve("velodyne_points/timestamps.txt"), lidar.toString());
        write(drive.resolve("image_02/timestamps.txt"), camera.toString());
        write(drive.resolve("oxts/timestamps.txt"), oxts.toString());
        return drive;
    }

    /** An object benchmark root folder with a training split. */
    public static Path object(Path root, int frames) {
        Path split = root.resolve("training");
        for (int i = 0; i < frames; i++) {
            String number = String.format(Locale.ROOT, "%06d", i);
            scan(split.resolve("velodyne/" + number + ".bin"), 10, 0, -1, 0.25f);
            image(split.resolve("image_2/" + number + ".png"));
            write(split.resolve("calib/" + number + ".txt"), "P2: " + (100 + i)
                    + " 0 20 0 0 100 10 0 0 0 1 0\nR0_rect: " + IDENTITY
                    + "\nTr_velo_to_cam: 0 -1 0 0 0 0 -1 0 1 0 0 0\n");
            write(split.resolve("label_2/" + number + ".txt"),
                    "Car 0.00 0 -1.57 1 2 3 4 1.5 1.6 4.0 0 1 10 -1.5707963\n"
                    + "DontCare -1 -1 -10 5 6 7 8 -1 -1 -1 -1000 -1000 -1000 -10\n");
        }
        return root;
    }

    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void scan(Path file, float... xyzi) {
        ByteBuffer bytes = ByteBuffer.allocate(xyzi.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(xyzi);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void image(Path file) {
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
