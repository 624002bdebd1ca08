package dev.understudy.streams.stage;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.perception.pairing.FramePairing;
import dev.understudy.perception.pairing.PairingDecision;
import dev.understudy.perception.pairing.PairingResult;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PairingState;
import dev.understudy.proto.v1.PendingImage;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.frame.FrameCache;
import dev.understudy.streams.ledger.LedgerBook;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Holds LiDAR frames back until it is decided which image belongs to them; {@link FramePairing} decides.
 *
 * <p>The decision needs stamps only, so the pairing state keeps stubs of the waiting frames, and their clusters lie in
 * a store of their own, written once: a frame that leaves at once is never written at all. Everything a step changes
 * (state, clusters, ledger, what is sent on) belongs to one transaction.
 *
 * <p>The end of a log is said once per robot and topic; when both the LiDAR's and the camera's end have been seen,
 * whatever waits leaves.
 */
public final class FramePairingStage implements Processor<byte[], PairingInput, byte[], Object> {

    private final PerceptionSettings settings;
    private final FramePairing pairing;
    /** Robots with waiting frames: the only ones the wall clock has to look at. */
    private final Set<String> waiting = new TreeSet<>();
    private ProcessorContext<byte[], Object> context;
    private KeyValueStore<String, PairingState> states;
    private KeyValueStore<Bytes, ClusterSet> pendingClusters;
    private LedgerBook ledgers;
    private CalibrationBook calibrations;
    private FrameCache cache;

    public FramePairingStage(PerceptionSettings settings) {
        this.settings = settings;
        this.pairing = new FramePairing(settings.pairing());
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.states = context.getStateStore(PerceptionNames.PAIRING_STORE);
        this.pendingClusters = context.getStateStore(PerceptionNames.PENDING_STORE);
        this.ledgers = new LedgerBook(context.getStateStore(PerceptionNames.LEDGER_STORE));
        KeyValueStore<String, RobotCalibration> known = context.getStateStore(PerceptionNames.CALIBRATION_STORE);
        this.calibrations = new CalibrationBook(known);
        this.cache = context.getStateStore(PerceptionNames.FRAME_CACHE);
        if (!settings.pairing().cameraTimeout().isZero()) {
            rememberWaiting();
            context.schedule(settings.pairingTick(), PunctuationType.WALL_CLOCK_TIME, this::onWallClock);
        }
    }

    private void rememberWaiting() {
        try (KeyValueIterator<String, PairingState> all = states.all()) {
            all.forEachRemaining(entry -> noteWaiting(entry.key, entry.value));
        }
    }

    @Override
    public void process(Record<byte[], PairingInput> record) {
        String robot = new String(record.key(), StandardCharsets.UTF_8);
        PairingInput input = record.value();
        PairingState before = state(robot);
        PairingState.Builder state = before.toBuilder();
        if (input instanceof PairingInput.LidarFrame frame) {
            onLidar(robot, before, state, frame.set());
        } else if (input instanceof PairingInput.Image image) {
            CameraReference reference = withShutterOffset(robot, image.reference());
            ledgers.update(robot, FrameLedgers::cameraIn);
            settle(robot, before, state, pairing.onCamera(state, reference, nowNanos()), null);
            if (!pendingOffsets(state).contains(reference.getSource().getOffset())) {
                cache.remove(reference.getSource());
            }
        } else if (input instanceof PairingInput.EndOfLog end) {
            onEndOfLog(robot, before, state, end);
        } else {
            onCalibrated(robot, before, state);
        }
    }

    private void onLidar(String robot, PairingState before, PairingState.Builder state, ClusterSet set) {
        ledgers.update(robot, FrameLedgers::lidarIn);
        ClusterSet stub = set.toBuilder().clearClusters().clearTraceparent().build();
        settle(robot, before, state, pairing.onLidar(state, stub, nowNanos()), set);
    }

    private void onCalibrated(String robot, PairingState before, PairingState.Builder state) {
        calibrations.changed(robot);
        List<CameraMount> mounts = calibrations.mounts(robot);
        if (mounts.isEmpty()) {
            state.setCalibrated(false).clearExpectedCameras();
            settle(robot, before, state, pairing.onWallClock(state, nowNanos()), null);
        } else {
            settle(robot, before, state,
                    pairing.onCalibration(state, Calibrations.cameraFrameIds(mounts), nowNanos()), null);
        }
    }

    private void onEndOfLog(String robot, PairingState before, PairingState.Builder state,
            PairingInput.EndOfLog end) {
        state.setLidarEnded(before.getLidarEnded() || end.lidar());
        state.setCameraEnded(before.getCameraEnded() || !end.lidar());
        if (state.getLidarEnded() && state.getCameraEnded()) {
            state.setLidarEnded(false).setCameraEnded(false);
            settle(robot, before, state, pairing.onEndOfLog(state), null);
        } else {
            states.put(robot, state.build());
        }
    }

    private void onWallClock(long nowMillis) {
        for (String robot : List.copyOf(waiting)) {
            PairingState before = state(robot);
            PairingState.Builder state = before.toBuilder();
            PairingResult result = pairing.onWallClock(state, TimeUnit.MILLISECONDS.toNanos(nowMillis));
            if (!result.isEmpty()) {
                settle(robot, before, state, result, null);
            }
        }
    }

    /** Writes down what a step decided and sends the frames that leave on their way. */
    private void settle(String robot, PairingState before, PairingState.Builder state, PairingResult result,
            ClusterSet arrived) {
        PairingState after = state.build();
        states.put(robot, after);
        noteWaiting(robot, after);
        ledgers.update(robot, ledger -> FrameLedgers.book(ledger, result, after));
        boolean arrivedWaits = arrived != null && result.dropped().isEmpty();
        for (PairingDecision decision : result.decisions()) {
            boolean isArrived = arrived != null && isSame(decision.set(), arrived);
            arrivedWaits &= !isArrived;
            leave(robot, decision, isArrived ? arrived : takePending(robot, decision.set()));
        }
        if (arrivedWaits) {
            pendingClusters.put(key(robot, arrived), arrived);
        }
        releaseImages(before, state);
    }

    /** Lets go of the images that waited before the step and wait no more. */
    private void releaseImages(PairingState before, PairingState.Builder state) {
        Set<Long> pending = pendingOffsets(state);
        for (PendingImage image : before.getPendingCameraList()) {
            SourceRecord source = image.getReference().getSource();
            if (!pending.contains(source.getOffset())) {
                cache.remove(source);
            }
        }
    }

    /** Offsets name a robot's images: its key leads to one partition. */
    private static Set<Long> pendingOffsets(PairingState.Builder state) {
        Set<Long> offsets = new HashSet<>();
        state.getPendingCameraList().forEach(image -> offsets.add(image.getReference().getSource().getOffset()));
        return offsets;
    }

    private void leave(String robot, PairingDecision decision, ClusterSet clusters) {
        ClusterSet decided = decision.set();
        ClusterSet whole = clusters.toBuilder()
                .setPairing(decided.getPairing())
                .setImageStampNs(decided.getImageStampNs())
                .setCameraSource(decided.getCameraSource())
                .build();
        PairedFrame frame =
                new PairedFrame(robot, new PairingDecision(whole, decision.images()), calibrations.mounts(robot));
        context.forward(new Record<>(robot.getBytes(StandardCharsets.UTF_8), frame,
                TimeUnit.NANOSECONDS.toMillis(whole.getStampNs())), PerceptionNames.PROJECTION);
    }

    private ClusterSet takePending(String robot, ClusterSet stub) {
        ClusterSet clusters = pendingClusters.delete(key(robot, stub));
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
        return reference.toBuilder().setShutterOffsetNs(calibrations.shutterOffsetNanos(robot,
                reference.getCameraFrameId(), reference.getStampNs())).build();
    }

    private PairingState state(String robot) {
        PairingState state = states.get(robot);
        return state == null ? PairingState.getDefaultInstance() : state;
    }

    private long nowNanos() {
        return TimeUnit.MILLISECONDS.toNanos(context.currentSystemTimeMs());
    }

    private static boolean isSame(ClusterSet a, ClusterSet b) {
        return a.getStampNs() == b.getStampNs() && a.getLidarFrameId().equals(b.getLidarFrameId());
    }

    private static Bytes key(String robot, ClusterSet set) {
        return StoreKeys.stamped(robot, set.getLidarFrameId(), set.getStampNs());
    }
}
