package dev.understudy.streams.topic;

/** A topic that cannot be created or is not as it must be; the message is one line. */
public final class TopicException extends RuntimeException {

    public TopicException(String message) {
        super(message);
    }

    public TopicException(String message, Throwable cause) {
        super(message, cause);
    }
}
