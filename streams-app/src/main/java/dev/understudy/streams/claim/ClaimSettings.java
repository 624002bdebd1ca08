package dev.understudy.streams.claim;

/**
 * How a stream fetches frames that lie in a claim-check store.
 *
 * @param store location of the store, see {@link ClaimStores}; empty for none
 * @param maxBytes larger frames are refused unread
 */
public record ClaimSettings(String store, int maxBytes) {

    /** The largest cloud that is decoded, 4 Mi points of 16 bytes, and its head fit. */
    public static final int DEFAULT_MAX_BYTES = 80 << 20;
    public static final ClaimSettings NONE = new ClaimSettings("", DEFAULT_MAX_BYTES);

    public boolean hasStore() {
        return !store.isEmpty();
    }
}
