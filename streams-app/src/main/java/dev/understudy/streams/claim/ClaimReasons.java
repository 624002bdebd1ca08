package dev.understudy.streams.claim;

/** Why a stored frame could not be used; reasons of dead letters and, for images, of LiDAR-only frames. */
public final class ClaimReasons {

    /** The store has no such object: expired, deleted, or never there. */
    public static final String GONE = "claim-gone";
    /** The object is not what the claim says: size, digest, stamp or frame id. */
    public static final String MISMATCH = "claim-mismatch";
    /** The claim states more bytes than are fetched. */
    public static final String TOO_LARGE = "claim-too-large";
    /** The store did not answer in time, or refused. */
    public static final String UNREACHABLE = "claim-unreachable";
    /** No claim, or one with a key that is none of the sensor and robot of its record. */
    public static final String MALFORMED = "claim-malformed";
    /** This process was given no store. */
    public static final String WITHOUT_STORE = "claim-without-store";

    private ClaimReasons() {
    }
}
