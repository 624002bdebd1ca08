package dev.understudy.messaging;

/** Settings with which no client is made; the message is one line that names the property. */
public final class ConnectionException extends RuntimeException {

    public ConnectionException(String message) {
        super(message);
    }
}
