package dev.understudy.perception.pairing;

import dev.understudy.proto.v1.ClusterSet;

/**
 * A LiDAR frame that goes no further.
 *
 * @param set the frame
 * @param reason {@link #DUPLICATE} or {@link #LATE}; pairing never sees one that is dropped for {@link #OVERLOAD}
 */
public record DroppedFrame(ClusterSet set, String reason) {

    /** Same LiDAR and stamp as a frame seen before. */
    public static final String DUPLICATE = "duplicate";
    /** Older than its sensor's order allows. */
    public static final String LATE = "late";
    /** Waited for longer than its reader lets frames wait. */
    public static final String OVERLOAD = "overload";
}
