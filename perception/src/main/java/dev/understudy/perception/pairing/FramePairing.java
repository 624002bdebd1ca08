package dev.understudy.perception.pairing;

import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.proto.v1.PairingState;
import dev.understudy.proto.v1.PendingFrame;
import dev.understudy.proto.v1.PendingImage;
import dev.understudy.proto.v1.SensorProgress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Decides which images belong to which LiDAR frame of one robot, by event time.
 *
 * <p>The rule. All comparisons are in LiDAR time: an image counts at its stamp less its shutter offset. A LiDAR frame
 * waits until every camera it waits for (those the calibration names; without a calibration, those seen, at least one)
 * has shown an image at or after the frame's stamp + tolerance, or the wall-clock time-out, or the end of the log. It
 * then takes, of every camera, the nearest image within the tolerance, inclusive; of two equally near ones the earlier.
 * The frame's images are listed nearest first, at the same distance the earlier, at the same time by camera id.
 * Frames leave in LiDAR-stamp order.
 *
 * <p>Every frame takes the images nearest to it whether or not another frame took them too: a 20 Hz LiDAR beside a
 * 10 Hz camera then has an image for every frame, each within the tolerance, and no frame has to wait to see whether a
 * later one is nearer. An image is counted as used once.
 *
 * <p>While no cap and no time-out strikes, the outcome depends on the order of records within each sensor's stream
 * only, not on how the streams interleave: an image that arrives after its camera had passed a frame's window does not
 * serve that frame, even if the frame itself is read later still.
 *
 * <p>The class holds no state of its own: the caller keeps one {@link PairingState} per robot. All times in nanoseconds
 * since the Unix epoch. Thread-safe as long as each state has one user at a time.
 */
public final class FramePairing {

    private final PairingConfig config;
    private final long toleranceNanos;
    private final long timeoutNanos;
    private final long reorderNanos;

    public FramePairing(PairingConfig config) {
        this.config = config;
        toleranceNanos = config.tolerance().toNanos();
        timeoutNanos = config.cameraTimeout().toNanos();
        reorderNanos = config.lidarReorder().toNanos();
    }

    /** Tells which cameras the robot has; frames wait for these from now on, and images of others are unused. */
    public PairingResult onCalibration(PairingState.Builder state, Collection<String> cameraFrameIds, long nowNanos) {
        state.setCalibrated(true).clearExpectedCameras().addAllExpectedCameras(new TreeSet<>(cameraFrameIds));
        return drain(state, nowNanos, false, new PairingResult());
    }

    /** A segmented LiDAR frame arrived. */
    public PairingResult onLidar(PairingState.Builder state, ClusterSet set, long nowNanos) {
        PairingResult result = new PairingResult();
        SensorProgress progress = state.getLidarsOrDefault(set.getLidarFrameId(), SensorProgress.getDefaultInstance());
        long stamp = set.getStampNs();
        if (SensorHistory.contains(progress, stamp)) {
            result.dropped().add(new DroppedFrame(set, DroppedFrame.DUPLICATE));
            return result;
        }
        if (isLate(progress, stamp)) {
            result.dropped().add(new DroppedFrame(set, DroppedFrame.LATE));
            return result;
        }
        state.putLidars(set.getLidarFrameId(), SensorHistory.advance(progress, stamp, stamp));
        int at = state.getPendingLidarCount();
        while (at > 0 && comesAfter(state.getPendingLidar(at - 1).getSet(), set)) {
            at--;
        }
        state.addPendingLidar(at, PendingFrame.newBuilder().setSet(set).setArrivedNs(nowNanos));
        return drain(state, nowNanos, false, result);
    }

    /** A reference to an image arrived; its {@code shutter_offset_ns} must be filled where it is known. */
    public PairingResult onCamera(PairingState.Builder state, CameraReference reference, long nowNanos) {
        PairingResult result = new PairingResult();
        String camera = reference.getCameraFrameId();
        if (state.getCalibrated() && !state.getExpectedCamerasList().contains(camera)) {
            result.images().add(unused(reference, CameraOutcome.NO_CALIBRATION));
            return result;
        }
        SensorProgress progress = state.getCamerasOrDefault(camera, SensorProgress.getDefaultInstance());
        if (SensorHistory.contains(progress, reference.getStampNs())) {
            result.images().add(new CameraOutcome(reference, CameraOutcome.Kind.DROPPED, CameraOutcome.DUPLICATE));
            return result;
        }
        PendingImage image = PendingImage.newBuilder().setReference(reference)
                .setWatermarkBeforeNs(watermark(progress)).build();
        state.putCameras(camera, SensorHistory.advance(progress, reference.getStampNs(), lidarTime(reference)));
        int at = state.getPendingCameraCount();
        while (at > 0 && comesAfter(state.getPendingCamera(at - 1).getReference(), reference)) {
            at--;
        }
        state.addPendingCamera(at, image);
        return drain(state, nowNanos, false, result);
    }

    /** Time passed without a record: lets frames go whose cameras kept them waiting for too long. */
    public PairingResult onWallClock(PairingState.Builder state, long nowNanos) {
        return drain(state, nowNanos, false, new PairingResult());
    }

    /** Nothing more will come: every waiting frame leaves and every image's fate is settled. */
    public PairingResult onEndOfLog(PairingState.Builder state) {
        return drain(state, 0, true, new PairingResult());
    }

    /** Images that wait and have not served yet: the ledger's camera pending column. */
    public static int pendingImages(PairingState state) {
        return (int) state.getPendingCameraList().stream().filter(image -> !image.getServed()).count();
    }

    private boolean isLate(SensorProgress progress, long stamp) {
        return progress.getRecentStampNsCount() > 0
                && (stamp < progress.getWatermarkNs() - reorderNanos || stamp < progress.getLastLeftNs());
    }

    private PairingResult drain(PairingState.Builder state, long now, boolean endOfLog, PairingResult result) {
        while (state.getPendingLidarCount() > 0) {
            PairingReason reasonIfAlone = reasonToLeave(state, state.getPendingLidar(0), now, endOfLog);
            if (reasonIfAlone == PairingReason.PAIRING_REASON_UNSPECIFIED) {
                break;
            }
            result.decisions().add(leave(state, reasonIfAlone, result));
        }
        retireImages(state, endOfLog, result);
        return result;
    }

    /** Why the frame may leave now if it finds no image; unspecified when it has to wait. */
    private PairingReason reasonToLeave(PairingState.Builder state, PendingFrame frame, long now, boolean endOfLog) {
        if (state.getCalibrated() && state.getExpectedCamerasCount() == 0) {
            return PairingReason.NO_CALIBRATION;
        }
        if (endOfLog || windowPassed(state, frame.getSet())) {
            return PairingReason.NO_IMAGE_IN_WINDOW;
        }
        if (state.getPendingLidarCount() > config.maxPendingLidar()) {
            return PairingReason.PENDING_OVERFLOW;
        }
        return timeoutNanos > 0 && now - frame.getArrivedNs() >= timeoutNanos
                ? PairingReason.CAMERA_TIMEOUT : PairingReason.PAIRING_REASON_UNSPECIFIED;
    }

    private boolean windowPassed(PairingState.Builder state, ClusterSet set) {
        if (state.getLidarsOrThrow(set.getLidarFrameId()).getWatermarkNs() < set.getStampNs() + reorderNanos) {
            return false;
        }
        Collection<String> cameras = state.getCalibrated()
                ? state.getExpectedCamerasList() : state.getCamerasMap().keySet();
        for (String camera : cameras) {
            SensorProgress progress = state.getCamerasOrDefault(camera, SensorProgress.getDefaultInstance());
            if (watermark(progress) < set.getStampNs() + toleranceNanos) {
                return false;
            }
        }
        return !cameras.isEmpty();
    }

    private PairingDecision leave(PairingState.Builder state, PairingReason reasonIfAlone, PairingResult result) {
        ClusterSet set = state.getPendingLidar(0).getSet();
        state.removePendingLidar(0);
        state.putLidars(set.getLidarFrameId(),
                state.getLidarsOrThrow(set.getLidarFrameId()).toBuilder().setLastLeftNs(set.getStampNs()).build());
        List<PairedImage> images = new ArrayList<>();
        for (int at : nearestOfEachCamera(state, set.getStampNs())) {
            PendingImage image = state.getPendingCamera(at);
            state.setPendingCamera(at, image.toBuilder().setServed(true));
            images.add(new PairedImage(image.getReference(), !image.getServed()));
            if (!image.getServed()) {
                result.images().add(new CameraOutcome(image.getReference(), CameraOutcome.Kind.USED, ""));
            }
        }
        if (images.isEmpty()) {
            return new PairingDecision(set.toBuilder().setPairing(reasonIfAlone).build(), List.of());
        }
        CameraReference first = images.get(0).reference();
        return new PairingDecision(set.toBuilder().setPairing(PairingReason.PAIRED)
                .setImageStampNs(first.getStampNs()).setCameraSource(first.getSource()).build(), images);
    }

    /**
     * Indices of each camera's nearest image in the frame's window, nearest first; the window's others are
     * superseded.
     */
    private List<Integer> nearestOfEachCamera(PairingState.Builder state, long stamp) {
        Map<String, Integer> best = new LinkedHashMap<>();
        for (int i = 0; i < state.getPendingCameraCount(); i++) {
            PendingImage image = state.getPendingCamera(i);
            if (distance(image, stamp) > toleranceNanos || image.getWatermarkBeforeNs() >= stamp + toleranceNanos) {
                continue;
            }
            if (!image.getSuperseded()) {
                state.setPendingCamera(i, image.toBuilder().setSuperseded(true));
            }
            // Images are sorted by time, then camera: the first of equally near ones is the earlier.
            best.merge(image.getReference().getCameraFrameId(), i, (old, other) ->
                    distance(image, stamp) < distance(state.getPendingCamera(old), stamp) ? other : old);
        }
        List<Integer> nearestFirst = new ArrayList<>(best.values());
        nearestFirst.sort(Comparator.<Integer>comparingLong(i -> distance(state.getPendingCamera(i), stamp))
                .thenComparing(Comparator.naturalOrder()));
        return nearestFirst;
    }

    private static long distance(PendingImage image, long stamp) {
        return Math.abs(lidarTime(image.getReference()) - stamp);
    }

    /** Lets go of the images that no waiting or future frame can take, and of the oldest beyond the cap. */
    private void retireImages(PairingState.Builder state, boolean endOfLog, PairingResult result) {
        long earliestFrame = earliestFrame(state);
        while (state.getPendingCameraCount() > 0) {
            PendingImage image = state.getPendingCamera(0);
            boolean finished = endOfLog || lidarTime(image.getReference()) + toleranceNanos < earliestFrame;
            if (!finished && state.getPendingCameraCount() <= config.maxPendingCamera()) {
                return;
            }
            state.removePendingCamera(0);
            if (!image.getServed()) {
                result.images().add(unused(image.getReference(), reasonUnused(state, image, finished)));
            }
        }
    }

    private String reasonUnused(PairingState.Builder state, PendingImage image, boolean finished) {
        if (image.getSuperseded()) {
            return CameraOutcome.SUPERSEDED;
        }
        if (!finished) {
            return CameraOutcome.PENDING_OVERFLOW;
        }
        for (SensorProgress lidar : state.getLidarsMap().values()) {
            if (SensorHistory.containsWithin(lidar, lidarTime(image.getReference()), toleranceNanos)) {
                return CameraOutcome.LATE;
            }
        }
        return CameraOutcome.NO_LIDAR_IN_WINDOW;
    }

    /** No frame still to be decided has a lower stamp. */
    private long earliestFrame(PairingState.Builder state) {
        long earliest = state.getLidarsCount() == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        for (SensorProgress lidar : state.getLidarsMap().values()) {
            earliest = Math.min(earliest, lidar.getWatermarkNs() - reorderNanos);
        }
        return state.getPendingLidarCount() == 0 ? earliest
                : Math.min(earliest, state.getPendingLidar(0).getSet().getStampNs());
    }

    private static long watermark(SensorProgress progress) {
        return progress.getRecentStampNsCount() == 0 ? SensorHistory.NOTHING_SEEN : progress.getWatermarkNs();
    }

    private static long lidarTime(CameraReference reference) {
        return reference.getStampNs() - reference.getShutterOffsetNs();
    }

    private static boolean comesAfter(ClusterSet a, ClusterSet b) {
        int byStamp = Long.compare(a.getStampNs(), b.getStampNs());
        return byStamp != 0 ? byStamp > 0 : a.getLidarFrameId().compareTo(b.getLidarFrameId()) > 0;
    }

    private static boolean comesAfter(CameraReference a, CameraReference b) {
        int byTime = Long.compare(lidarTime(a), lidarTime(b));
        return byTime != 0 ? byTime > 0 : a.getCameraFrameId().compareTo(b.getCameraFrameId()) > 0;
    }

    private static CameraOutcome unused(CameraReference reference, String reason) {
        return new CameraOutcome(reference, CameraOutcome.Kind.UNUSED, reason);
    }
}
