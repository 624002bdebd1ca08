package dev.understudy.streams.stage;

/** Names of the perception topology's nodes and stores: stable, because internal topics are called after them. */
public final class PerceptionNames {

    public static final String SEGMENTATION = "object-segmentation";
    public static final String REFERENCES = "camera-references";
    public static final String CALIBRATIONS = "calibration-keeper";
    public static final String POSES = "pose-keeper";
    public static final String FRAME_PAIRING = "frame-pairing";
    public static final String PROJECTION = "camera-projection";
    public static final String OBJECT_TRACKING = "object-tracking";
    public static final String CLUSTER_SINK = "clusters";

    public static final String CALIBRATION_STORE = "calibrations";
    public static final String POSE_STORE = "poses";
    public static final String PAIRING_STORE = "pairing";
    public static final String PENDING_STORE = "pending-clusters";
    public static final String TRACK_STORE = "tracks";
    public static final String LEDGER_STORE = "ledger";
    public static final String FRAME_CACHE = "frame-cache";

    private PerceptionNames() {
    }
}
