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
    /** The core threw what it does not declare: a bug, but one frame must not stop a partition. */
    public static final String INTERNAL_ERROR = "internal-error";

    private DeadReasons() {
    }
}
