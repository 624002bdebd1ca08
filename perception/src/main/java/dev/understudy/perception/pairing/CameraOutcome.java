package dev.understudy.perception.pairing;

import dev.understudy.proto.v1.CameraReference;

/**
 * The end of an image's way, told exactly once per image.
 *
 * @param reference the image
 * @param kind the ledger's column
 * @param reason why, lower-kebab; empty for {@link Kind#USED}
 */
public record CameraOutcome(CameraReference reference, Kind kind, String reason) {

    /** No LiDAR frame had the image in its window. */
    public static final String NO_LIDAR_IN_WINDOW = "no-lidar-in-window";
    /** A frame had it in its window and took a nearer image. */
    public static final String SUPERSEDED = "superseded";
    /** A frame would have had it in its window, but had left before the image came. */
    public static final String LATE = "late";
    /** Too many references were waiting. */
    public static final String PENDING_OVERFLOW = "pending-overflow";
    /** The robot's calibration does not name this camera. */
    public static final String NO_CALIBRATION = "no-calibration";
    /** Same camera and stamp as an image seen before. */
    public static final String DUPLICATE = "duplicate";

    /** Columns of the ledger that pairing decides about. */
    public enum Kind { USED, UNUSED, DROPPED }
}
