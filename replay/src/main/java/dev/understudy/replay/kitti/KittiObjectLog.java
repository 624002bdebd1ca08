package dev.understudy.replay.kitti;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
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
 * A split of the KITTI 3D object benchmark: {@code velodyne}, {@code calib} and, where present, {@code image_2} and
 * {@code label_2}. Its frames are unrelated and carry no time, so frame n gets the stamp of 2011-09-26 (UTC) plus
 * n seconds, the same for scan and image, and its own calibration, valid from that stamp on. Nothing may be
 * concluded from one frame to the next, so there are no poses and a label's track lives for one frame.
 */
public final class KittiObjectLog {

    /** What a split is recognised by. */
    static final String LOOKED_FOR = "training/velodyne or velodyne beside calib";

    /** 2011-09-26T00:00:00Z, the day most of KITTI was recorded. */
    private static final long FIRST_STAMP = 1_316_995_200_000_000_000L;
    private static final long SPACING = 1_000_000_000L;
    /** Calibrations kept in one record: enough for any frame still on its way, and bounded. */
    private static final int HISTORY = 64;
    private static final int NONE = -1;
    /** Size of most of the benchmark's images, for frames without one. */
    private static final ImageSize NOMINAL_SIZE = new ImageSize(1242, 375);

    private final Path split;
    private final String robot = "kitti_object";
    private final NavigableMap<Integer, Path> images;
    private final Deque<CameraMount> mounts = new ArrayDeque<>();
    private final List<LogEntry> entries = new ArrayList<>();
    /** Frame whose calibration could not be read: its image must not be seen through its neighbour's. */
    private int uncalibratedFrame = NONE;

    private KittiObjectLog(Path split) {
        this.split = split;
        images = NumberedFiles.list(split.resolve("image_2"), "png|jpg|jpeg");
    }

    /** Says whether the folder is, or holds, a split of the benchmark. */
    static boolean recognises(Path path) {
        return split(path) != null;
    }

    /**
     * Opens a split.
     *
     * @param path the split's folder, or the folder that holds {@code training}
     * @throws LogException when there is none, or a part is missing
     */
    public static DriveLog open(Path path) {
        Path split = split(path);
        if (split == null) {
            throw new LogException(path + ": no KITTI object split found; looked for " + LOOKED_FOR);
        }
        KittiObjectLog log = new KittiObjectLog(split);
        log.index();
        return new IndexedLog("kitti_object_" + split.getFileName(), log.robot, log.entries);
    }

    private static Path split(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        for (Path candidate : List.of(folder, folder.resolve("training"))) {
            if (Files.isDirectory(candidate.resolve("velodyne"))) {
                return candidate;
            }
        }
        return null;
    }

    private void index() {
        NavigableMap<Integer, Path> scans = NumberedFiles.list(split.resolve("velodyne"), "bin");
        if (scans.isEmpty()) {
            throw new LogException(split.resolve("velodyne") + ": no frames (*.bin)");
        }
        if (!Files.isDirectory(split.resolve("calib"))) {
            throw new LogException(split.resolve("calib") + ": no calibration: folder is missing");
        }
        boolean labelled = Files.isDirectory(split.resolve("label_2"));
        scans.forEach((frame, scan) -> add(frame, scan, labelled));
    }

    private void add(int frame, Path scan, boolean labelled) {
        long stamp = FIRST_STAMP + frame * SPACING;
        String name = scan.getFileName().toString().replace(".bin", ".txt");
        entries.add(new LogEntry(stamp, Kind.CALIBRATION, () -> calibration(frame, name, stamp)));
        entries.add(new LogEntry(stamp, Kind.LIDAR, () -> new LogRecord.LidarFrame(
                robot, KittiFrames.LIDAR, frame, stamp, KittiFiles.scan(scan))));
        if (!images.isEmpty()) {
            entries.add(new LogEntry(stamp, Kind.CAMERA, () -> camera(frame, stamp)));
        }
        if (labelled) {
            entries.add(new LogEntry(stamp, Kind.TRUTH, () -> truth(frame, name, stamp)));
        }
    }

    private LogRecord calibration(int frame, String name, long stamp) {
        uncalibratedFrame = frame;
        mounts.addLast(calibration(frame, name).mount(stamp, 0));
        uncalibratedFrame = NONE;
        if (mounts.size() > HISTORY) {
            mounts.removeFirst();
        }
        return new LogRecord.Calibration(robot, stamp, List.copyOf(mounts));
    }

    private KittiCalibration calibration(int frame, String name) {
        ImageSize size = images.containsKey(frame) ? ImageSize.of(images.get(frame)) : NOMINAL_SIZE;
        return KittiCalibration.ofObjectFrame(split.resolve("calib").resolve(name), size.width(), size.height());
    }

    private LogRecord camera(int frame, long stamp) {
        if (frame == uncalibratedFrame) {
            throw new LogException(images.get(frame) + ": left out, as the frame's calibration is damaged");
        }
        Path file = images.get(frame);
        if (file == null) {
            throw new LogException(split.resolve("image_2") + ": image of frame " + frame + " is missing");
        }
        return new LogRecord.CameraFrame(robot, KittiFrames.CAMERA, frame, stamp, KittiFiles.imageFormat(file),
                KittiFiles.image(file));
    }

    private LogRecord truth(int frame, String name, long stamp) {
        Path file = split.resolve("label_2").resolve(name);
        RigidTransform lidarFromRectified = calibration(frame, name).rectifiedFromLidar().inverse();
        List<TruthObject> objects = new ArrayList<>();
        for (String line : KittiFiles.lines(file)) {
            if (!line.isBlank()) {
                int index = objects.size();
                objects.add(KittiLabel.ofObject(line, frame, index, file + ":" + (index + 1))
                        .truth(lidarFromRectified));
            }
        }
        return new LogRecord.Truth(robot, KittiFrames.LIDAR, stamp, KittiFrames.DOMAIN, List.copyOf(objects));
    }
}
