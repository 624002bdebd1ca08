package dev.understudy.replay.doctor;

import dev.understudy.mcap.message.RecordingException;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.log.RecordedDrive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Examines a log before its first frame is trusted: axes, ground, beams, calibration, clocks, dropped frames. Looks at
 * the first robot; geometry is judged by a few frames spread over what is read, stamps by all of it. Memory is bounded
 * by those few frames.
 */
public final class Doctor {

    private static final int GEOMETRY_FRAMES = 8;

    private final Map<String, List<Long>> stamps = new LinkedHashMap<>();
    private final Map<String, List<Long>> images = new TreeMap<>();
    private final List<LogRecord.LidarFrame> scans = new ArrayList<>();
    private final Map<String, LogRecord.CameraFrame> newestImages = new TreeMap<>();
    private final Map<LogRecord.LidarFrame, Map<String, LogRecord.CameraFrame>> partners = new LinkedHashMap<>();
    private final List<Long> lidarStamps = new ArrayList<>();
    private List<CameraMount> mounts = List.of();
    private long damaged;
    private String firstDamage = "";

    private Doctor() {
    }

    /**
     * Reads a log and says what was found, in the order of the checks.
     *
     * @param maxFrames LiDAR frames that are read
     */
    public static List<Finding> examine(DriveLog log, int maxFrames) {
        Doctor doctor = new Doctor();
        doctor.read(log, maxFrames);
        List<Finding> findings = new ArrayList<>();
        if (log instanceof RecordedDrive recording) {
            recording.warnings().forEach(w -> findings.add(new Finding(Finding.Level.PROBLEM, "file", w)));
            recording.notes().forEach(n -> findings.add(new Finding(Finding.Level.NOTE, "topics", n)));
        }
        doctor.report(findings);
        return findings;
    }

    private void read(DriveLog log, int maxFrames) {
        String robot = log.robots().get(0);
        int spacing = Math.max(1, (int) Math.min(maxFrames, log.lidarFrameCount()) / GEOMETRY_FRAMES);
        while (lidarStamps.size() < maxFrames) {
            try {
                LogRecord record = log.next();
                if (record == null) {
                    return;
                }
                if (record.robot().equals(robot)) {
                    note(record, spacing);
                }
            } catch (RecordingException e) {
                firstDamage = damaged++ == 0 ? e.getMessage() : firstDamage;
            }
        }
    }

    private void note(LogRecord record, int spacing) {
        if (record instanceof LogRecord.Calibration calibration) {
            mounts = calibration.mounts();
        } else if (record instanceof LogRecord.LidarFrame scan) {
            stamps.computeIfAbsent("LiDAR " + scan.frameId(), k -> new ArrayList<>()).add(scan.stampNanos());
            if (lidarStamps.size() % spacing == 0 && scans.size() < GEOMETRY_FRAMES && scan.xyzi().length > 0) {
                scans.add(scan);
                partners.put(scan, new TreeMap<>(newestImages));
            }
            lidarStamps.add(scan.stampNanos());
        } else if (record instanceof LogRecord.CameraFrame image) {
            stamps.computeIfAbsent("camera " + image.frameId(), k -> new ArrayList<>()).add(image.stampNanos());
            images.computeIfAbsent(image.frameId(), k -> new ArrayList<>()).add(image.stampNanos());
            newestImages.put(image.frameId(), image);
            partners.forEach((scan, nearest) -> nearest.merge(image.frameId(), image, (a, b) -> nearer(scan, a, b)));
        }
    }

    /** The image that belongs to the scan better, the shutter offset taken off. */
    private LogRecord.CameraFrame nearer(LogRecord.LidarFrame scan, LogRecord.CameraFrame a, LogRecord.CameraFrame b) {
        return distance(scan, b) < distance(scan, a) ? b : a;
    }

    private long distance(LogRecord.LidarFrame scan, LogRecord.CameraFrame image) {
        long offset = Calibrations.mountAt(mounts, image.frameId(), image.stampNanos())
                .map(CameraMount::shutterOffsetNanos).orElse(0L);
        return Math.abs(image.stampNanos() - offset - scan.stampNanos());
    }

    private void report(List<Finding> findings) {
        if (damaged > 0) {
            findings.add(Finding.problem("file", "%d records are damaged; the first: %s", damaged, firstDamage));
        }
        if (scans.isEmpty()) {
            findings.add(Finding.problem("axes", "no LiDAR frame with points was found"));
            return;
        }
        List<float[]> clouds = scans.stream().map(LogRecord.LidarFrame::xyzi).toList();
        Finding axes = AxesCheck.check(clouds);
        findings.add(axes);
        // What follows would only repeat what wrong axes do.
        if (axes.level() == Finding.Level.OK) {
            findings.add(GroundCheck.check(clouds));
            findings.addAll(BeamCheck.check(clouds));
            calibrations(findings);
        }
        stamps.forEach((sensor, seen) -> findings.add(StampCheck.gaps(sensor, seen)));
        images.forEach((camera, seen) -> Calibrations.mountAt(mounts, camera, seen.get(0))
                .ifPresent(mount -> findings.add(StampCheck.skew(mount, seen, lidarStamps))));
    }

    private void calibrations(List<Finding> findings) {
        for (String camera : images.keySet()) {
            CalibrationCheck check = null;
            for (LogRecord.LidarFrame scan : scans) {
                LogRecord.CameraFrame image = partners.get(scan).get(camera);
                CameraMount mount = image == null ? null
                        : Calibrations.mountAt(mounts, camera, image.stampNanos()).orElse(null);
                if (mount != null) {
                    check = check == null ? new CalibrationCheck(mount) : check;
                    check.add(scan.xyzi(), image.data());
                }
            }
            findings.add(check == null ? Finding.note("calibration", "%s: has none; its images will not be used; "
                    + "record its CameraInfo and the transforms to the LiDAR", camera) : check.finding());
        }
    }
}
