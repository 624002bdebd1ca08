package dev.understudy.perception.pairing;

import dev.understudy.proto.v1.ClusterSet;

/**
 * A LiDAR frame that goes no further.
 *
 * @param set the frame
 * @param reason {@link #DUPLICATE} or {@link #LATE}
 */
public record DroppedFrame(ClusterSet set, String reason) {

    /** Same LiDAR and stamp as a frame seen before. */
    public static final String DUPLICATE = "duplicate";
    /** Older than its sensor's order allows. */
    public static final String LATE = "late";
}
