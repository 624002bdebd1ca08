package dev.understudy.replay.kitti;

import dev.understudy.learning.statistics.Quantiles;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * A drive of the KITTI raw data set ({@code _sync}: rectified images): Velodyne scans, images of the left colour
 * camera, GPS/IMU poses, and, where their file lies beside (see {@link TrackingLabels}), labels of the tracking
 * benchmark. Images, poses and labels may be absent; scans, their timestamps and the calibration may not.
 *
 * <p>Labels cover the camera's view only. Positions and boxes are in the LiDAR frame. Poses are given at the scans'
 * stamps (see {@link OxtsPoses}): the GPS/IMU rows lie up to half a period beside them.
 */
public final class KittiRawLog {

    /** What a raw drive is recognised by. */
    static final String LOOKED_FOR = "<date>/<date>_drive_<number>_sync/velodyne_points";

    private static final String SCAN = "bin";
    private static final String IMAGE = "png|jpg|jpeg";

    private final Path drive;
    private final String robot;
    private final KittiCalibration calibration;
    private final List<LogEntry> entries = new ArrayList<>();

    private KittiRawLog(Path drive) {
        this.drive = drive;
        robot = robot(drive);
        calibration = KittiCalibration.ofRaw(drive.getParent());
    }

    /** Says whether the folder is, or holds, a raw drive. */
    static boolean recognises(Path path) {
        return !DriveFolders.find(path).isEmpty();
    }

    /**
     * Opens a drive.
     *
     * @param path the drive's folder, or a date or root folder that holds exactly one drive
     * @throws LogException when there is no drive or more than one, or a part is missing
     */
    public static DriveLog open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new LogException(path + ": no such folder");
        }
        Path drive = DriveFolders.findOne(path);
        KittiRawLog log = new KittiRawLog(drive);
        log.index();
        return new IndexedLog(drive.getFileName().toString(), log.robot, log.entries);
    }

    /** Robot id of a drive: the drive's name without {@code _sync}, e.g. {@code 2011_09_26_drive_0013}. */
    static String robot(Path drive) {
        return drive.getFileName().toString().replaceFirst("_sync$", "");
    }

    private void index() {
        KittiStream lidar = KittiStream.open(drive.resolve("velodyne_points"), SCAN);
        addLidar(lidar);
        long offset = 0;
        if (Files.isDirectory(drive.resolve("image_02"))) {
            KittiStream camera = KittiStream.open(drive.resolve("image_02"), IMAGE);
            addCamera(camera);
            offset = medianOffset(camera.stamps(), lidar.stamps());
        }
        if (Files.isDirectory(drive.resolve("oxts"))) {
            KittiStream oxts = KittiStream.open(drive.resolve("oxts"), "txt");
            addPoses(lidar, OxtsPoses.ofRaw(oxts, drive.resolveSibling("calib_imu_to_velo.txt")));
        }
        Path labels = TrackingLabels.find(drive);
        if (labels != null) {
            addTruth(lidar, TrackingLabels.read(labels));
        }
        addCalibration(offset);
    }

    private void addLidar(KittiStream stream) {
        for (int frame : stream.frames()) {
            long stamp = stream.stamps()[frame];
            entries.add(new LogEntry(stamp, Kind.LIDAR, () -> new LogRecord.LidarFrame(
                    robot, KittiFrames.LIDAR, frame, stamp, KittiFiles.scan(stream.file(frame)))));
        }
    }

    private void addCamera(KittiStream stream) {
        for (int frame : stream.frames()) {
            long stamp = stream.stamps()[frame];
            entries.add(new LogEntry(stamp, Kind.CAMERA, () -> {
                Path file = stream.file(frame);
                return new LogRecord.CameraFrame(robot, KittiFrames.CAMERA, frame, stamp,
                        KittiFiles.imageFormat(file), KittiFiles.image(file));
            }));
        }
    }

    private void addPoses(KittiStream lidar, OxtsPoses poses) {
        for (long stamp : lidar.stamps()) {
            entries.add(new LogEntry(stamp, Kind.POSE, () -> new LogRecord.Pose(
                    robot, KittiFrames.FIXED, KittiFrames.LIDAR, stamp, poses.at(stamp))));
        }
    }

    private void addTruth(KittiStream lidar, TreeMap<Integer, List<KittiLabel>> labels) {
        RigidTransform lidarFromRectified = calibration.rectifiedFromLidar().inverse();
        for (int frame : lidar.frames()) {
            if (!labels.isEmpty() && frame <= labels.lastKey()) {
                long stamp = lidar.stamps()[frame];
                List<KittiLabel> here = labels.getOrDefault(frame, List.of());
                entries.add(new LogEntry(stamp, Kind.TRUTH, () -> {
                    List<TruthObject> objects = here.stream().map(l -> l.truth(lidarFromRectified)).toList();
                    return new LogRecord.Truth(robot, KittiFrames.LIDAR, stamp, KittiFrames.DOMAIN, objects);
                }));
            }
        }
    }

    /** One calibration holds for the whole day, so it is valid from the epoch on and leads the log. */
    private void addCalibration(long shutterOffsetNanos) {
        long first = entries.stream().mapToLong(LogEntry::stampNanos).min().orElseThrow();
        entries.add(new LogEntry(first, Kind.CALIBRATION, () -> new LogRecord.Calibration(
                robot, first, List.of(calibration.mount(0, shutterOffsetNanos)))));
    }

    /** Image minus scan stamp of the same frame number: KITTI's camera is triggered by the scanner. */
    private static long medianOffset(long[] camera, long[] lidar) {
        long[] offsets = new long[Math.min(camera.length, lidar.length)];
        Arrays.setAll(offsets, i -> camera[i] - lidar[i]);
        return Quantiles.middle(offsets);
    }
}
