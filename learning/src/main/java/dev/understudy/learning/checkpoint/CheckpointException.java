package dev.understudy.learning.checkpoint;

import java.util.Optional;

/** A checkpoint file, resource or key that cannot be used; the message is one line and names its origin. */
public final class CheckpointException extends RuntimeException {

    private final transient Refusal refusal;

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
        this.refusal = null;
    }

    public CheckpointException(String message) {
        this(message, (Throwable) null);
    }

    public CheckpointException(String origin, Refusal refusal) {
        super(origin + ": " + refusal);
        this.refusal = refusal;
    }

    /** The verifier's reason, when it was the verifier that said no. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }
}
