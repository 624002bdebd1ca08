package dev.understudy.replay.log;

/** A log that cannot be read; the message is one line for the user and names the file. */
public final class LogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogException(String message) {
        super(message);
    }

    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
