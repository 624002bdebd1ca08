package dev.understudy.streams.deadletter;

/** Why a record could not be used, where the stream itself finds out; the core adds its own reasons. */
public final class DeadReasons {

    /** Nobody can say which robot the record is from. */
    public static final String NULL_KEY = "null-key";
    /** The key is not the UTF-8 of a plausible robot id. */
    public static final String BAD_KEY = "bad-key";
    /** No value, and no end-of-log header. */
    public static final String EMPTY_VALUE = "empty-value";
    public static final String MALFORMED_MESSAGE = "malformed-message";
    /** The stamp is the epoch or before it: a sensor whose clock was never set. */
    public static final String STAMP_ZERO = "stamp-zero";
    /** The stamp is further ahead of the wall clock than clocks may differ. */
    public static final String STAMP_FUTURE = "stamp-future";
    /** A cloud in which no point was finite. */
    public static final String NO_FINITE_POINT = "no-finite-point";
    /** An image message without image data. */
    public static final String EMPTY_IMAGE = "empty-image";
    /** A pose whose numbers are no rigid transform. */
    public static final String BAD_POSE = "bad-pose";
    /** The core threw what it does not declare: a bug, but one frame must not stop a partition. */
    public static final String INTERNAL_ERROR = "internal-error";

    private DeadReasons() {
    }
}
