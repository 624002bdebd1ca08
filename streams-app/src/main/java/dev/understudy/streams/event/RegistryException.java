package dev.understudy.streams.event;

/** The schema registry cannot be reached or refuses; one line that names its URL. */
public final class RegistryException extends RuntimeException {

    public RegistryException(String message) {
        super(message);
    }

    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
