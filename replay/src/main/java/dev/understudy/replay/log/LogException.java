package dev.understudy.replay.log;

import dev.understudy.mcap.message.RecordingException;

/** A drive log that cannot be read, whether it is a recording of messages or a folder; the message names the file. */
public final class LogException extends RecordingException {

    private static final long serialVersionUID = 1L;

    public LogException(String message) {
        super(message);
    }

    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
