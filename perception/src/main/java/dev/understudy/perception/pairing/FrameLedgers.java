package dev.understudy.perception.pairing;

import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.proto.v1.PairingState;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the books on frames: each input frame ends in exactly one column of a {@link FrameLedger}. Reasons are
 * lower-kebab.
 *
 * <p>LiDAR: in = paired + lidar-only + dropped + dead + pending. Camera: in = used + unused + dropped + dead + pending.
 * Beside these, the objects that a cap took out of decided frames are counted.
 */
public final class FrameLedgers {

    /** Objects beyond the cap on objects per frame. */
    public static final String OVER_CAP = "over-cap";

    private FrameLedgers() {
    }

    /** A LiDAR record was read. Call once per record, whatever becomes of it. */
    public static void lidarIn(FrameLedger.Builder ledger) {
        ledger.setLidarIn(ledger.getLidarIn() + 1);
    }

    /** A camera record was read. Call once per record, whatever becomes of it. */
    public static void cameraIn(FrameLedger.Builder ledger) {
        ledger.setCameraIn(ledger.getCameraIn() + 1);
    }

    /** A LiDAR record was read and given up before pairing. */
    public static void lidarDropped(FrameLedger.Builder ledger, String reason) {
        lidarIn(ledger);
        ledger.putLidarDropped(reason, ledger.getLidarDroppedOrDefault(reason, 0) + 1);
    }

    /** A LiDAR record went to the dead letters before pairing. */
    public static void lidarDead(FrameLedger.Builder ledger, String reason) {
        ledger.putLidarDead(reason, ledger.getLidarDeadOrDefault(reason, 0) + 1);
    }

    /** A camera record went to the dead letters before pairing. */
    public static void cameraDead(FrameLedger.Builder ledger, String reason) {
        ledger.putCameraDead(reason, ledger.getCameraDeadOrDefault(reason, 0) + 1);
    }

    /** Books everything one step of pairing decided, and what waits after it. */
    public static void book(FrameLedger.Builder ledger, PairingResult result, PairingState state) {
        result.decisions().forEach(decision -> bookDecision(ledger, decision));
        result.dropped().forEach(frame ->
                ledger.putLidarDropped(frame.reason(), ledger.getLidarDroppedOrDefault(frame.reason(), 0) + 1));
        result.images().forEach(image -> bookImage(ledger, image));
        ledger.setLidarPending(state.getPendingLidarCount());
        ledger.setCameraPending(FramePairing.pendingImages(state));
    }

    /** Books a paired frame none of whose images could be used: it becomes LiDAR-only. Call after {@link #book}. */
    public static void wentAlone(FrameLedger.Builder ledger, PairingReason reason) {
        String why = name(reason);
        ledger.setLidarPaired(ledger.getLidarPaired() - 1);
        ledger.putLidarOnly(why, ledger.getLidarOnlyOrDefault(why, 0) + 1);
    }

    /**
     * Books a paired frame's image that turned out unusable after all: where this was its first use, it leaves the used
     * column, dead when unreadable, dropped when expired or when its store does not have it, unused otherwise. Call
     * after {@link #book}.
     */
    public static void imageFailed(FrameLedger.Builder ledger, PairedImage image, PairingReason reason) {
        if (!image.firstUse()) {
            return;
        }
        String why = name(reason);
        ledger.setCameraUsed(ledger.getCameraUsed() - 1);
        switch (reason) {
            case CAMERA_UNREADABLE -> cameraDead(ledger, why);
            case CAMERA_EXPIRED, CLAIM_GONE, CLAIM_MISMATCH, CLAIM_UNREACHABLE ->
                    ledger.putCameraDropped(why, ledger.getCameraDroppedOrDefault(why, 0) + 1);
            default -> ledger.putCameraUnused(why, ledger.getCameraUnusedOrDefault(why, 0) + 1);
        }
    }

    /** The column-wise sum, e.g. over robots or partitions. */
    public static FrameLedger sum(Iterable<FrameLedger> ledgers) {
        FrameLedger.Builder total = FrameLedger.newBuilder();
        for (FrameLedger one : ledgers) {
            total.setLidarIn(total.getLidarIn() + one.getLidarIn());
            total.setLidarPaired(total.getLidarPaired() + one.getLidarPaired());
            total.setLidarPending(total.getLidarPending() + one.getLidarPending());
            total.setCameraIn(total.getCameraIn() + one.getCameraIn());
            total.setCameraUsed(total.getCameraUsed() + one.getCameraUsed());
            total.setCameraPending(total.getCameraPending() + one.getCameraPending());
            one.getLidarOnlyMap().forEach((k, n) -> total.putLidarOnly(k, total.getLidarOnlyOrDefault(k, 0) + n));
            one.getLidarDroppedMap().forEach((k, n) ->
                    total.putLidarDropped(k, total.getLidarDroppedOrDefault(k, 0) + n));
            one.getLidarDeadMap().forEach((k, n) -> total.putLidarDead(k, total.getLidarDeadOrDefault(k, 0) + n));
            one.getCameraUnusedMap().forEach((k, n) ->
                    total.putCameraUnused(k, total.getCameraUnusedOrDefault(k, 0) + n));
            one.getCameraDroppedMap().forEach((k, n) ->
                    total.putCameraDropped(k, total.getCameraDroppedOrDefault(k, 0) + n));
            one.getCameraDeadMap().forEach((k, n) -> total.putCameraDead(k, total.getCameraDeadOrDefault(k, 0) + n));
            one.getObjectsDroppedMap().forEach((k, n) ->
                    total.putObjectsDropped(k, total.getObjectsDroppedOrDefault(k, 0) + n));
        }
        return total.build();
    }

    /** Empty when both conservation laws hold, else one line that says which does not, with its figures. */
    public static Optional<String> imbalance(FrameLedger ledger) {
        long lidar = ledger.getLidarPaired() + total(ledger.getLidarOnlyMap()) + total(ledger.getLidarDroppedMap())
                + total(ledger.getLidarDeadMap()) + ledger.getLidarPending();
        if (lidar != ledger.getLidarIn()) {
            return Optional.of("lidar frames: " + ledger.getLidarIn() + " in, " + lidar + " accounted for");
        }
        long camera = ledger.getCameraUsed() + total(ledger.getCameraUnusedMap())
                + total(ledger.getCameraDroppedMap()) + total(ledger.getCameraDeadMap()) + ledger.getCameraPending();
        return camera == ledger.getCameraIn() ? Optional.empty()
                : Optional.of("camera frames: " + ledger.getCameraIn() + " in, " + camera + " accounted for");
    }

    /** Sum of a column's reasons. */
    public static long total(Map<String, Long> column) {
        return column.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Spelling of a reason in ledgers, metrics and events, e.g. {@code no-image-in-window}. */
    public static String name(PairingReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void bookDecision(FrameLedger.Builder ledger, PairingDecision decision) {
        if (decision.paired()) {
            ledger.setLidarPaired(ledger.getLidarPaired() + 1);
        } else {
            String why = name(decision.reason());
            ledger.putLidarOnly(why, ledger.getLidarOnlyOrDefault(why, 0) + 1);
        }
        int overCap = decision.set().getObjectsOverCap();
        if (overCap > 0) {
            ledger.putObjectsDropped(OVER_CAP, ledger.getObjectsDroppedOrDefault(OVER_CAP, 0) + overCap);
        }
    }

    private static void bookImage(FrameLedger.Builder ledger, CameraOutcome image) {
        String why = image.reason();
        switch (image.kind()) {
            case USED -> ledger.setCameraUsed(ledger.getCameraUsed() + 1);
            case UNUSED -> ledger.putCameraUnused(why, ledger.getCameraUnusedOrDefault(why, 0) + 1);
            case DROPPED -> ledger.putCameraDropped(why, ledger.getCameraDroppedOrDefault(why, 0) + 1);
        }
    }
}
