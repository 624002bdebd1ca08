package dev.understudy.replay.log;

/** A message that cannot be decoded; its text is one line that says what is wrong, and whoever reads adds where. */
public final class MessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MessageException(String what) {
        super(what);
    }

    public MessageException(String what, Throwable cause) {
        super(what, cause);
    }
}
