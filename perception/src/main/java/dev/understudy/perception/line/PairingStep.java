package dev.understudy.perception.line;

import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.perception.pairing.FramePairing;
import dev.understudy.perception.pairing.PairingConfig;
import dev.understudy.perception.pairing.PairingDecision;
import dev.understudy.perception.pairing.PairingResult;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PairingState;
import dev.understudy.proto.v1.PendingImage;
import dev.understudy.proto.v1.SourceRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds LiDAR frames back until it is decided which image belongs to them; {@link FramePairing} decides.
 *
 * <p>The decision needs stamps only, so the pairing state keeps stubs of the waiting frames, and their clusters lie in
 * a store of their own, written once: a frame that leaves at once is never written at all.
 *
 * <p>Times are wall clock, nanoseconds since the Unix epoch; only the camera time-out reads them. Not thread-safe.
 */
public final class PairingStep {

    /**
     * What the step reads and writes.
     *
     * @param states by robot
     * @param pending objects of waiting frames, by robot, LiDAR and stamp
     */
    public record Memory(KeyedStore<PairingState> states, StampedStore<ClusterSet> pending, LedgerBook ledgers,
            CalibrationBook calibrations) {
    }

    /** Who takes what the step lets go. */
    public interface Next {

        /** A frame leaves; called in LiDAR-stamp order per robot, before its images are released. */
        void leaves(PairedFrame frame);

        /** No frame will ask for this image any more. */
        void releases(SourceRecord image);
    }

    private final FramePairing pairing;
    private final Memory memory;
    private final Next next;
    /** Robots with waiting frames: the only ones the wall clock has to look at. */
    private final Set<String> waiting = new TreeSet<>();

    public PairingStep(PairingConfig config, Memory memory, Next next) {
        this.pairing = new FramePairing(config);
        this.memory = memory;
        this.next = next;
    }

    /** Finds the frames that wait in a store that was there before this step. */
    public void resume() {
        memory.states().forEach(this::noteWaiting);
    }

    /** A segmented LiDAR frame. */
    public void onLidar(ClusterSet set, long nowNanos) {
        String robot = set.getRobotId();
        memory.ledgers().update(robot, FrameLedgers::lidarIn);
        PairingState before = state(robot);
        PairingState.Builder state = before.toBuilder();
        ClusterSet stub = set.toBuilder().clearClusters().clearTraceparent().build();
        settle(robot, before, state, pairing.onLidar(state, stub, nowNanos), set);
    }

    /** A reference to an image, whose shutter offset is not filled in yet. */
    public void onCamera(String robot, CameraReference reference, long nowNanos) {
        PairingState before = state(robot);
        PairingState.Builder state = before.toBuilder();
        CameraReference timed = withShutterOffset(robot, reference);
        memory.ledgers().update(robot, FrameLedgers::cameraIn);
        settle(robot, before, state, pairing.onCamera(state, timed, nowNanos), null);
        if (!isPending(state, timed.getSource())) {
            next.releases(timed.getSource());
        }
    }

    /** The robot's calibration is new, or gone. */
    public void onCalibrated(String robot, long nowNanos) {
        PairingState before = state(robot);
        PairingState.Builder state = before.toBuilder();
        memory.calibrations().changed(robot);
        if (memory.calibrations().isKnown(robot)) {
            Set<String> cameras = Calibrations.cameraFrameIds(memory.calibrations().mounts(robot));
            settle(robot, before, state, pairing.onCalibration(state, cameras, nowNanos), null);
        } else {
            state.setCalibrated(false).clearExpectedCameras();
            settle(robot, before, state, pairing.onWallClock(state, nowNanos), null);
        }
    }

    /** No more records will come of the robot's LiDARs, or of its cameras; after both, whatever waits leaves. */
    public void onEnd(String robot, boolean lidar) {
        PairingState before = state(robot);
        PairingState.Builder state = before.toBuilder();
        state.setLidarEnded(before.getLidarEnded() || lidar);
        state.setCameraEnded(before.getCameraEnded() || !lidar);
        if (state.getLidarEnded() && state.getCameraEnded()) {
            state.setLidarEnded(false).setCameraEnded(false);
            settle(robot, before, state, pairing.onEndOfLog(state), null);
        } else {
            memory.states().put(robot, state.build());
        }
    }

    /** Time passed without a record: frames leave whose cameras kept them waiting for too long. */
    public void onWallClock(long nowNanos) {
        for (String robot : List.copyOf(waiting)) {
            PairingState before = state(robot);
            PairingState.Builder state = before.toBuilder();
            PairingResult result = pairing.onWallClock(state, nowNanos);
            if (!result.isEmpty()) {
                settle(robot, before, state, result, null);
            }
        }
    }

    /** Writes down what a step decided and sends the frames that leave on their way. */
    private void settle(String robot, PairingState before, PairingState.Builder state, PairingResult result,
            ClusterSet arrived) {
        PairingState after = state.build();
        memory.states().put(robot, after);
        noteWaiting(robot, after);
        memory.ledgers().update(robot, ledger -> FrameLedgers.book(ledger, result, after));
        boolean arrivedWaits = arrived != null && result.dropped().isEmpty();
        for (PairingDecision decision : result.decisions()) {
            boolean isArrived = arrived != null && isSame(decision.set(), arrived);
            arrivedWaits &= !isArrived;
            leave(robot, decision, isArrived ? arrived : takePending(robot, decision.set()));
        }
        if (arrivedWaits) {
            memory.pending().put(robot, arrived.getLidarFrameId(), arrived.getStampNs(), arrived);
        }
        releaseImages(before, state);
    }

    /** Releases the images that waited before the step and wait no more. */
    private void releaseImages(PairingState before, PairingState.Builder state) {
        for (PendingImage image : before.getPendingCameraList()) {
            if (!isPending(state, image.getReference().getSource())) {
                next.releases(image.getReference().getSource());
            }
        }
    }

    /** Offsets name a robot's images: its key leads to one partition. */
    private static boolean isPending(PairingState.Builder state, SourceRecord image) {
        for (int i = 0; i < state.getPendingCameraCount(); i++) {
            if (state.getPendingCamera(i).getReference().getSource().getOffset() == image.getOffset()) {
                return true;
            }
        }
        return false;
    }

    private void leave(String robot, PairingDecision decision, ClusterSet clusters) {
        ClusterSet decided = decision.set();
        ClusterSet whole = clusters.toBuilder()
                .setPairing(decided.getPairing())
                .setImageStampNs(decided.getImageStampNs())
                .setCameraSource(decided.getCameraSource())
                .build();
        next.leaves(new PairedFrame(robot, new PairingDecision(whole, decision.images()),
                memory.calibrations().mounts(robot)));
    }

    private ClusterSet takePending(String robot, ClusterSet stub) {
        ClusterSet clusters = memory.pending().remove(robot, stub.getLidarFrameId(), stub.getStampNs());
        if (clusters == null) {
            throw new IllegalStateException("no clusters kept for the waiting frame " + stub.getLidarFrameId() + " of "
                    + robot + " at " + stub.getStampNs() + " ns");
        }
        return clusters;
    }

    private void noteWaiting(String robot, PairingState state) {
        if (state.getPendingLidarCount() > 0) {
            waiting.add(robot);
        } else {
            waiting.remove(robot);
        }
    }

    private CameraReference withShutterOffset(String robot, CameraReference reference) {
        return reference.toBuilder().setShutterOffsetNs(memory.calibrations().shutterOffsetNanos(robot,
                reference.getCameraFrameId(), reference.getStampNs())).build();
    }

    private PairingState state(String robot) {
        PairingState state = memory.states().get(robot);
        return state == null ? PairingState.getDefaultInstance() : state;
    }

    private static boolean isSame(ClusterSet a, ClusterSet b) {
        return a.getStampNs() == b.getStampNs() && a.getLidarFrameId().equals(b.getLidarFrameId());
    }
}
