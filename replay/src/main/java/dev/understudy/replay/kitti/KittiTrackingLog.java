package dev.understudy.replay.kitti;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.IndexedLog;
import dev.understudy.replay.log.LogEntry.Kind;
import dev.understudy.replay.log.LogEntry;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord.TruthObject;
import dev.understudy.replay.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A sequence of the KITTI tracking benchmark: {@code velodyne/<sequence>}, {@code calib/<sequence>.txt} and, where
 * present, {@code image_02/<sequence>}, {@code oxts/<sequence>.txt} and {@code label_02/<sequence>.txt}. The benchmark
 * states no times: frame n gets the stamp of 2011-09-26 (UTC) plus n tenths of a second, the rate it was recorded at.
 * Frames without a scan (sequence 0001 has four) are left out.
 *
 * <p>Labels cover the camera's view only. Positions and boxes are in the LiDAR frame.
 */
public final class KittiTrackingLog {

    /** What a sequence is recognised by. */
    static final String LOOKED_FOR = "training/velodyne/<sequence> beside calib/<sequence>.txt";

    /** 2011-09-26T00:00:00Z, the day most of KITTI was recorded. */
    private static final long FIRST_STAMP = 1_316_995_200_000_000_000L;
    private static final long PERIOD = 100_000_000L;
    /** Size of most of the benchmark's images, for sequences without one. */
    private static final ImageSize NOMINAL_SIZE = new ImageSize(1242, 375);
    private static final String VELODYNE = "velodyne";

    private final Path split;
    private final String sequence;
    private final String robot;
    private final NavigableMap<Integer, Path> images;
    private final KittiCalibration calibration;
    private final List<LogEntry> entries = new ArrayList<>();

    private KittiTrackingLog(Path split, String sequence) {
        this.split = split;
        this.sequence = sequence;
        robot = "kitti_tracking_" + sequence;
        images = NumberedFiles.list(split.resolve("image_02").resolve(sequence), "png|jpg|jpeg");
        ImageSize size = images.isEmpty() ? NOMINAL_SIZE : ImageSize.of(images.firstEntry().getValue());
        calibration = KittiCalibration.ofTrackingSequence(file("calib"), size.width(), size.height());
    }

    /** Says whether the folder is, or holds, sequences of the benchmark. */
    static boolean recognises(Path path) {
        return !sequences(path).isEmpty();
    }

    /**
     * Opens a sequence.
     *
     * @param path the sequence's folder below {@code velodyne}, or a split or root folder that holds exactly one
     * @throws LogException when there is none or more than one, or a part is missing
     */
    public static DriveLog open(Path path) {
        List<Path> found = sequences(path);
        if (found.isEmpty()) {
            throw new LogException(path + ": no KITTI tracking sequence found; looked for " + LOOKED_FOR);
        }
        if (found.size() > 1) {
            throw new LogException(path + ": holds " + found.size() + " sequences; name one, e.g. " + found.get(0));
        }
        Path scans = found.get(0);
        KittiTrackingLog log = new KittiTrackingLog(scans.getParent().getParent(), scans.getFileName().toString());
        log.index();
        return new IndexedLog(log.robot, log.robot, log.entries);
    }

    private static List<Path> sequences(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        if (isSequence(folder)) {
            return List.of(folder);
        }
        for (Path candidate : List.of(folder, folder.resolve("training"))) {
            Path velodyne = candidate.resolve(VELODYNE);
            if (Files.isDirectory(velodyne)) {
                try (Stream<Path> all = Files.list(velodyne)) {
                    return all.filter(KittiTrackingLog::isSequence).sorted().toList();
                } catch (IOException e) {
                    throw new LogException(velodyne + ": cannot be listed: " + e.getMessage(), e);
                }
            }
        }
        return List.of();
    }

    private static boolean isSequence(Path folder) {
        Path above = folder.getParent();
        return above != null && above.endsWith(VELODYNE) && folder.getFileName().toString().matches("\\d{4}")
                && Files.isRegularFile(above.resolveSibling("calib").resolve(folder.getFileName() + ".txt"));
    }

    private Path file(String folder) {
        return split.resolve(folder).resolve(sequence + ".txt");
    }

    private static long stamp(int frame) {
        return FIRST_STAMP + frame * PERIOD;
    }

    private void index() {
        Path folder = split.resolve(VELODYNE).resolve(sequence);
        NavigableMap<Integer, Path> scans = NumberedFiles.list(folder, "bin");
        if (scans.isEmpty()) {
            throw new LogException(folder + ": no frames (*.bin)");
        }
        scans.forEach((frame, scan) -> entries.add(new LogEntry(stamp(frame), Kind.LIDAR, () ->
                new LogRecord.LidarFrame(robot, KittiFrames.LIDAR, frame, stamp(frame), KittiFiles.scan(scan)))));
        images.forEach((frame, image) -> entries.add(new LogEntry(stamp(frame), Kind.CAMERA, () ->
                new LogRecord.CameraFrame(robot, KittiFrames.CAMERA, frame, stamp(frame),
                        KittiFiles.imageFormat(image), KittiFiles.image(image)))));
        if (Files.isRegularFile(file("oxts"))) {
            addPoses(scans);
        }
        if (Files.isRegularFile(file("label_02"))) {
            addTruth(scans, TrackingLabels.read(file("label_02")));
        }
        long first = stamp(Math.min(scans.firstKey(), images.isEmpty() ? scans.firstKey() : images.firstKey()));
        entries.add(new LogEntry(first, Kind.CALIBRATION, () ->
                new LogRecord.Calibration(robot, first, List.of(calibration.mount(0, 0)))));
    }

    private void addPoses(NavigableMap<Integer, Path> scans) {
        List<String> rows = KittiFiles.lines(file("oxts"));
        RigidTransform imuFromLidar = KittiCalibration.imuFromLidarOfTracking(file("calib"));
        long[] stamps = new long[rows.size()];
        Arrays.setAll(stamps, KittiTrackingLog::stamp);
        OxtsPoses poses = new OxtsPoses(row -> new OxtsPoses.Row(rows.get(row), file("oxts") + ":" + (row + 1)),
                stamps, imuFromLidar);
        scans.keySet().stream().filter(frame -> frame < stamps.length).forEach(frame ->
                entries.add(new LogEntry(stamp(frame), Kind.POSE, () -> new LogRecord.Pose(robot, KittiFrames.FIXED,
                        KittiFrames.LIDAR, stamp(frame), poses.at(stamp(frame))))));
    }

    private void addTruth(NavigableMap<Integer, Path> scans, TreeMap<Integer, List<KittiLabel>> labels) {
        RigidTransform lidarFromRectified = calibration.rectifiedFromLidar().inverse();
        for (int frame : labels.isEmpty() ? List.<Integer>of() : scans.headMap(labels.lastKey(), true).keySet()) {
            List<KittiLabel> here = labels.getOrDefault(frame, List.of());
            entries.add(new LogEntry(stamp(frame), Kind.TRUTH, () -> {
                List<TruthObject> objects = here.stream().map(l -> l.truth(lidarFromRectified)).toList();
                return new LogRecord.Truth(robot, KittiFrames.LIDAR, stamp(frame), KittiFrames.DOMAIN, objects);
            }));
        }
    }
}
