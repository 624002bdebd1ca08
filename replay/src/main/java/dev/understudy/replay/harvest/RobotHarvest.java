package dev.understudy.replay.harvest;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.EgoMotion;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.perception.pairing.PairedImage;
import dev.understudy.perception.pairing.PairingDecision;
import dev.understudy.perception.pairing.PairingResult;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.proto.v1.PairingState;
import dev.understudy.proto.v1.PendingImage;
import dev.understudy.proto.v1.TrackerState;
import dev.understudy.replay.log.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one robot's frames wait for: images, truth, poses and tracks. Images are held while pairing may still choose
 * them; poses and truth while frames of their age are pending.
 */
final class RobotHarvest {

    private static final String UNPOSED = "";

    private final HarvestStages stages;
    private final HarvestConfig config;
    private final PairingState.Builder pairing = PairingState.newBuilder();
    private final Map<String, TrackerState.Builder> tracks = new HashMap<>();
    private final Map<Image, byte[]> images = new HashMap<>();
    private final Map<String, NavigableMap<Long, LogRecord.Pose>> poses = new HashMap<>();
    private final Map<Frame, LogRecord.Truth> truths = new HashMap<>();
    private final Deque<ClusterSet> decided = new ArrayDeque<>();
    private List<CameraMount> mounts = List.of();
    private long newestStamp = Long.MIN_VALUE;
    private boolean ended;

    RobotHarvest(HarvestStages stages, HarvestConfig config) {
        this.stages = stages;
        this.config = config;
    }

    void accept(LogRecord record) {
        newestStamp = Math.max(newestStamp, record.stampNanos());
        if (record instanceof LogRecord.LidarFrame lidar) {
            settle(stages.pairing().onLidar(pairing, stages.segment(lidar), 0));
        } else if (record instanceof LogRecord.CameraFrame camera) {
            camera(camera);
        } else if (record instanceof LogRecord.Calibration calibration) {
            mounts = calibration.mounts();
            settle(stages.pairing().onCalibration(pairing, Calibrations.cameraFrameIds(mounts), 0));
        } else if (record instanceof LogRecord.Pose pose) {
            posesOf(pose.frameId()).put(pose.stampNanos(), pose);
        } else if (record instanceof LogRecord.Truth truth) {
            truths.put(new Frame(truth.lidarFrameId(), truth.stampNanos()), truth);
        }
    }

    void end() {
        ended = true;
        settle(stages.pairing().onEndOfLog(pairing));
    }

    /** The next finished frame, or {@code null}. A frame's truth may follow it in the log at the same stamp. */
    HarvestedFrame poll() {
        ClusterSet head = decided.peek();
        if (head == null) {
            return null;
        }
        Frame frame = new Frame(head.getLidarFrameId(), head.getStampNs());
        if (!ended && !truths.containsKey(frame) && newestStamp <= head.getStampNs()) {
            return null;
        }
        decided.remove();
        LogRecord.Truth truth = truths.remove(frame);
        ClusterSet set = track(head);
        forget(head);
        return new HarvestedFrame(set, truth, truth == null ? List.of() : stages.matcher().match(set, truth));
    }

    private void camera(LogRecord.CameraFrame camera) {
        Image image = new Image(camera.frameId(), camera.stampNanos());
        images.putIfAbsent(image, camera.data());
        long offset = Calibrations.mountAt(mounts, camera.frameId(), camera.stampNanos())
                .map(CameraMount::shutterOffsetNanos).orElse(0L);
        settle(stages.pairing().onCamera(pairing, CameraReference.newBuilder().setCameraFrameId(camera.frameId())
                .setStampNs(camera.stampNanos()).setSequence(camera.sequence()).setShutterOffsetNs(offset).build(), 0));
    }

    private void settle(PairingResult result) {
        for (PairingDecision decision : result.decisions()) {
            decided.add(decision.paired() ? crop(decision) : decision.set());
        }
        Set<Image> wanted = new HashSet<>();
        for (PendingImage pending : pairing.getPendingCameraList()) {
            wanted.add(Image.of(pending.getReference()));
        }
        images.keySet().retainAll(wanted);
    }

    /** As the stream does it: each object's best view of all images that can be used. */
    private ClusterSet crop(PairingDecision decision) {
        ClusterSet set = decision.set();
        EgoMotion motion = motion(set);
        CameraReference firstUsed = null;
        PairingReason firstFailure = null;
        for (PairedImage image : decision.images()) {
            CameraReference reference = image.reference();
            PairingReason failure = PairingReason.NO_CALIBRATION;
            try {
                if (Calibrations.mountAt(mounts, reference.getCameraFrameId(), set.getStampNs()).isPresent()) {
                    set = stages.crop(set, mounts, reference, images.get(Image.of(reference)), motion);
                    firstUsed = firstUsed == null ? reference : firstUsed;
                    continue;
                }
            } catch (BadFrameException e) {
                failure = PairingReason.CAMERA_UNREADABLE;
            }
            firstFailure = firstFailure == null ? failure : firstFailure;
        }
        return firstUsed == null
                ? set.toBuilder().setPairing(firstFailure).setImageStampNs(0).clearCameraSource().build()
                : set.toBuilder().setImageStampNs(firstUsed.getStampNs()).build();
    }

    private EgoMotion motion(ClusterSet set) {
        NavigableMap<Long, LogRecord.Pose> known = posesOf(set.getLidarFrameId());
        Map.Entry<Long, LogRecord.Pose> latest = known.floorEntry(set.getStampNs());
        if (latest == null || set.getStampNs() - latest.getKey() > config.poseMaxAge().toNanos()) {
            return EgoMotion.NONE;
        }
        long wanted = latest.getKey() - EgoMotion.BASELINE_NANOS;
        Map.Entry<Long, LogRecord.Pose> before = known.floorEntry(wanted);
        return before == null || wanted - before.getKey() > EgoMotion.REACH_NANOS
                || !before.getValue().fixedFrameId().equals(latest.getValue().fixedFrameId()) ? EgoMotion.NONE
                : EgoMotion.between(before.getValue().fixedFromFrame(), before.getKey(),
                        latest.getValue().fixedFromFrame(), latest.getKey());
    }

    private ClusterSet track(ClusterSet set) {
        TrackerState.Builder state =
                tracks.computeIfAbsent(set.getLidarFrameId(), id -> TrackerState.newBuilder());
        Map.Entry<Long, LogRecord.Pose> pose = posesOf(set.getLidarFrameId()).floorEntry(set.getStampNs());
        boolean known = pose != null && set.getStampNs() - pose.getKey() <= config.poseMaxAge().toNanos();
        RigidTransform fixedFromLidar = known ? pose.getValue().fixedFromFrame() : null;
        String fixedFrame = known ? pose.getValue().fixedFrameId() : UNPOSED;
        return stages.tracker().track(set.toBuilder().setFixedFrameId(fixedFrame).build(), fixedFromLidar, state);
    }

    /** Frames leave in stamp order, so that nothing older than the last one is asked for again. */
    private void forget(ClusterSet set) {
        NavigableMap<Long, LogRecord.Pose> known = posesOf(set.getLidarFrameId());
        Long last = known.floorKey(set.getStampNs() - EgoMotion.BASELINE_NANOS - EgoMotion.REACH_NANOS);
        if (last != null) {
            known.headMap(last, false).clear();
        }
        truths.keySet().removeIf(frame -> frame.stampNanos() < set.getStampNs());
    }

    private NavigableMap<Long, LogRecord.Pose> posesOf(String lidarFrameId) {
        return poses.computeIfAbsent(lidarFrameId, id -> new TreeMap<>());
    }

    private record Frame(String lidarFrameId, long stampNanos) {
    }

    private record Image(String cameraFrameId, long stampNanos) {

        static Image of(CameraReference reference) {
            return new Image(reference.getCameraFrameId(), reference.getStampNs());
        }
    }
}
