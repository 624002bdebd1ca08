package dev.understudy.learning.pretrain;

/** Pretraining ended without a model; the message is one line. */
public final class PretrainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PretrainException(String message) {
        super(message);
    }
}
