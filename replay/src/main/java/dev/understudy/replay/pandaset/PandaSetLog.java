package dev.understudy.replay.pandaset;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.replay.kitti.KittiFiles;
import dev.understudy.replay.kitti.NumberedFiles;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.IndexedLog;
import dev.understudy.replay.log.LogEntry.Kind;
import dev.understudy.replay.log.LogEntry;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord.TruthObject;
import dev.understudy.replay.log.LogRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;

/**
 * A PandaSet sequence in the plain layout: {@code velodyne/NNNNNN.bin} (float32 x, y, z, intensity in vehicle axes: x
 * forward, y left, z up), {@code timestamps.csv}, and, where present, {@code image_front} with {@code calib} (JSON: K,
 * T_camera_from_lidar, image_size of each frame) and {@code cuboids} (CSV, boxes all around the vehicle). The camera is
 * about 50 ms ahead of the LiDAR's stamp. There are no poses.
 */
final class PandaSetLog {

    /** What a sequence is recognised by. */
    static final String LOOKED_FOR = "velodyne and timestamps.csv beside calib/*.json or cuboids";

    static final String LIDAR = "pandar64";
    static final String CAMERA = "front_camera";
    /** Domain name of every labelled frame, and the data set's name in taxonomies. */
    static final String DOMAIN = "pandaset";
    /** Calibrations kept in one record: enough for any frame still on its way, and bounded. */
    private static final int HISTORY = 64;

    private final Path folder;
    private final String robot;
    private final Deque<CameraMount> mounts = new ArrayDeque<>();
    private final List<LogEntry> entries = new ArrayList<>();

    private PandaSetLog(Path folder) {
        this.folder = folder;
        robot = folder.getFileName().toString().replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    /** Says whether the folder is a sequence. */
    static boolean recognises(Path path) {
        return Files.isDirectory(path.resolve("velodyne")) && Files.isRegularFile(path.resolve("timestamps.csv"))
                && (Files.isDirectory(path.resolve("cuboids"))
                || !NumberedFiles.list(path.resolve("calib"), "json").isEmpty());
    }

    /**
     * Opens a sequence.
     *
     * @throws LogException when scans or stamps are missing
     */
    static DriveLog open(Path path) {
        PandaSetLog log = new PandaSetLog(path.toAbsolutePath().normalize());
        log.index();
        return new IndexedLog(log.robot, log.robot, log.entries);
    }

    private void index() {
        NavigableMap<Integer, Path> scans = NumberedFiles.list(folder.resolve("velodyne"), "bin");
        if (scans.isEmpty()) {
            throw new LogException(folder.resolve("velodyne") + ": no frames (*.bin)");
        }
        PandaSetStamps stamps = PandaSetStamps.read(folder.resolve("timestamps.csv"));
        NavigableMap<Integer, Path> images = NumberedFiles.list(folder.resolve("image_front"), "jpg|jpeg|png");
        boolean labelled = Files.isDirectory(folder.resolve("cuboids"));
        scans.forEach((frame, scan) -> {
            PandaSetStamps.Frame times = stamps.of(frame);
            add(frame, scan, times);
            if (images.containsKey(frame)) {
                addImage(frame, images.get(frame), times);
            }
            if (labelled) {
                entries.add(new LogEntry(times.lidar(), Kind.TRUTH, () -> truth(scan, times.lidar())));
            }
        });
    }

    private void add(int frame, Path scan, PandaSetStamps.Frame times) {
        entries.add(new LogEntry(times.lidar(), Kind.LIDAR, () -> new LogRecord.LidarFrame(
                robot, LIDAR, frame, times.lidar(), KittiFiles.scan(scan))));
    }

    private void addImage(int frame, Path image, PandaSetStamps.Frame times) {
        long from = Math.min(times.lidar(), times.camera());
        String name = image.getFileName().toString().replaceFirst("\\.\\w+$", ".json");
        entries.add(new LogEntry(from, Kind.CALIBRATION, () -> {
            mounts.addLast(PandaSetCalibration.read(folder.resolve("calib").resolve(name), from,
                    times.camera() - times.lidar()));
            if (mounts.size() > HISTORY) {
                mounts.removeFirst();
            }
            return new LogRecord.Calibration(robot, from, List.copyOf(mounts));
        }));
        entries.add(new LogEntry(times.camera(), Kind.CAMERA, () -> new LogRecord.CameraFrame(
                robot, CAMERA, frame, times.camera(), KittiFiles.imageFormat(image), KittiFiles.image(image))));
    }

    private LogRecord truth(Path scan, long stamp) {
        String name = scan.getFileName().toString().replace(".bin", ".csv");
        List<TruthObject> objects = Cuboids.read(folder.resolve("cuboids").resolve(name));
        return new LogRecord.Truth(robot, LIDAR, stamp, DOMAIN, objects);
    }
}
