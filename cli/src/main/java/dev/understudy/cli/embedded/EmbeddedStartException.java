package dev.understudy.cli.embedded;

/** An embedded service that cannot start; the message is one line a user can act on. */
public final class EmbeddedStartException extends RuntimeException {

    public EmbeddedStartException(String message) {
        super(message);
    }

    public EmbeddedStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
