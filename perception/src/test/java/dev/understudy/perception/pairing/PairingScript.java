package dev.understudy.perception.pairing;

import static java.util.stream.Collectors.joining;

import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.PairingState;
import java.util.ArrayList;
import java.util.List;

/** Drives pairing in tests: stamps in milliseconds, everything decided kept in lists, the books kept along. */
final class PairingScript {

    static final long MS = 1_000_000L;

    final List<PairingDecision> decisions = new ArrayList<>();
    final List<DroppedFrame> dropped = new ArrayList<>();
    final List<CameraOutcome> images = new ArrayList<>();
    final FrameLedger.Builder ledger = FrameLedger.newBuilder();
    PairingState.Builder state = PairingState.newBuilder();
    private final FramePairing pairing;
    private long nowMs;

    PairingScript(PairingConfig config) {
        pairing = new FramePairing(config);
    }

    PairingScript at(long wallClockMs) {
        nowMs = wallClockMs;
        return this;
    }

    PairingScript calibration(String... cameras) {
        return take(pairing.onCalibration(state, List.of(cameras), nowMs * MS));
    }

    PairingScript lidar(long stampMs) {
        return lidar("lidar", stampMs);
    }

    PairingScript lidar(String sensor, long stampMs) {
        FrameLedgers.lidarIn(ledger);
        ClusterSet set = ClusterSet.newBuilder().setLidarFrameId(sensor).setStampNs(stampMs * MS).build();
        return take(pairing.onLidar(state, set, nowMs * MS));
    }

    PairingScript camera(long stampMs) {
        return camera("camera", stampMs, 0);
    }

    PairingScript camera(String sensor, long stampMs, long shutterOffsetMs) {
        FrameLedgers.cameraIn(ledger);
        CameraReference reference = CameraReference.newBuilder().setCameraFrameId(sensor).setStampNs(stampMs * MS)
                .setShutterOffsetNs(shutterOffsetMs * MS).build();
        return take(pairing.onCamera(state, reference, nowMs * MS));
    }

    PairingScript wallClock(long wallClockMs) {
        nowMs = wallClockMs;
        return take(pairing.onWallClock(state, nowMs * MS));
    }

    PairingScript endOfLog() {
        return take(pairing.onEndOfLog(state));
    }

    /** What left, as "lidarStamp:imageStamp+imageStamp" or "lidarStamp:reason", milliseconds. */
    List<String> left() {
        return decisions.stream().map(d -> d.set().getStampNs() / MS + ":" + (d.paired()
                ? d.images().stream().map(i -> Long.toString(i.reference().getStampNs() / MS)).collect(joining("+"))
                : FrameLedgers.name(d.reason()))).toList();
    }

    /** Fates of images, as "stamp:used" or "stamp:reason", milliseconds. */
    List<String> fates() {
        return images.stream().map(i -> i.reference().getStampNs() / MS + ":"
                + (i.kind() == CameraOutcome.Kind.USED ? "used" : i.reason())).toList();
    }

    private PairingScript take(PairingResult result) {
        decisions.addAll(result.decisions());
        dropped.addAll(result.dropped());
        images.addAll(result.images());
        FrameLedgers.book(ledger, result, state.build());
        return this;
    }
}
