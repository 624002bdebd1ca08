package dev.understudy.streams.claim;

/** A claim-check store that cannot be opened, read or written; the message is one line that names it. */
public final class ClaimStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClaimStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public ClaimStoreException(String message) {
        super(message);
    }
}
