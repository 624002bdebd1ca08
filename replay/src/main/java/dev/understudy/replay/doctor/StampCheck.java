package dev.understudy.replay.doctor;

import dev.understudy.learning.statistics.Quantiles;
import dev.understudy.perception.camera.CameraMount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Dropped frames of each sensor, and how the cameras' stamps lie beside the LiDAR's. */
final class StampCheck {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    /** A gap of so many periods is a frame missing. */
    private static final double GAP = 1.5;
    /** Frames are paired within this, nanoseconds: half of a 10 Hz period. */
    private static final double TOLERANCE = 50 * NANOS_PER_MILLI;
    /** Change of the cameras' offset over the log that means two clocks, nanoseconds. */
    private static final double DRIFT = 10 * NANOS_PER_MILLI;
    private static final int FEW = 4;

    private StampCheck() {
    }

    /** Dropped and doubled frames of one sensor. */
    static Finding gaps(String sensor, List<Long> stamps) {
        String check = "frames";
        NavigableSet<Long> ordered = new TreeSet<>(stamps);
        int doubled = stamps.size() - ordered.size();
        double[] gaps = new double[Math.max(0, ordered.size() - 1)];
        Long last = null;
        int n = 0;
        for (long stamp : ordered) {
            if (last != null) {
                gaps[n++] = stamp - last;
            }
            last = stamp;
        }
        if (gaps.length < FEW) {
            return Finding.note(check, "%s: %d frames, too few to tell a rate", sensor, stamps.size());
        }
        double period = Quantiles.of(gaps, 0.5);
        long missing = 0;
        double longest = 0;
        for (double gap : gaps) {
            missing += gap > GAP * period ? Math.round(gap / period) - 1 : 0;
            longest = Math.max(longest, gap);
        }
        String seen = String.format(Locale.ROOT, "%s: %d frames at %.1f Hz", sensor, stamps.size(),
                NANOS_PER_SECOND / period);
        if (missing > 0 || doubled > 0) {
            return Finding.problem(check, "%s, %d missing and %d doubled, longest gap %.2f s: record with a larger "
                    + "cache, or fewer topics", seen, missing, doubled, longest / NANOS_PER_SECOND);
        }
        return Finding.ok(check, "%s, none missing", seen);
    }

    /** How a camera's stamps lie beside the LiDAR's, the calibration's shutter offset taken off. */
    static Finding skew(CameraMount mount, List<Long> images, List<Long> scans) {
        String check = "clocks";
        NavigableSet<Long> ordered = new TreeSet<>(images);
        List<Double> offsets = new ArrayList<>();
        for (long scan : scans) {
            long at = scan + mount.shutterOffsetNanos();
            Long before = ordered.floor(at);
            Long after = ordered.ceiling(at);
            if (before != null || after != null) {
                boolean first = after == null || before != null && at - before <= after - at;
                offsets.add((double) ((first ? before : after) - at));
            }
        }
        double[] all = offsets.stream().mapToDouble(Double::doubleValue).toArray();
        if (all.length < FEW) {
            return Finding.note(check, "%s: too few frames to compare its clock", mount.cameraFrameId());
        }
        double median = Quantiles.of(all, 0.5);
        long unpaired = offsets.stream().filter(o -> Math.abs(o) > TOLERANCE).count();
        int quarter = Math.max(1, all.length / 4);
        double drift = Quantiles.of(Arrays.copyOfRange(all, all.length - quarter, all.length), 0.5)
                - Quantiles.of(Arrays.copyOf(all, quarter), 0.5);
        String seen = String.format(Locale.ROOT, "%s %+.1f ms beside the LiDAR (shutter offset %+.1f ms taken off)",
                mount.cameraFrameId(), median / NANOS_PER_MILLI, mount.shutterOffsetNanos() / NANOS_PER_MILLI);
        if (Math.abs(drift) > DRIFT) {
            return Finding.problem(check, "%s, and moving by %.1f ms over the log: synchronise the sensors' clocks "
                    + "(PTP)", seen, drift / NANOS_PER_MILLI);
        }
        if (unpaired * 2 > all.length) {
            return Finding.problem(check, "%s: most scans find no image within %.0f ms; correct the stamps, or set "
                    + "shutter_offset_ns in the calibration", seen, TOLERANCE / NANOS_PER_MILLI);
        }
        return Finding.ok(check, "%s, steady", seen);
    }
}
