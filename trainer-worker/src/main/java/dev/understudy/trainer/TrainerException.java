package dev.understudy.trainer;

/** The trainer cannot go on; the message is one line for people and names what is wrong where. */
public final class TrainerException extends RuntimeException {

    public TrainerException(String message, Throwable cause) {
        super(message, cause);
    }

    public TrainerException(String message) {
        super(message);
    }
}
