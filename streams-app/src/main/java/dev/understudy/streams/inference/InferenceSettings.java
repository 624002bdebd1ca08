package dev.understudy.streams.inference;

/**
 * Settings of the inference application; {@link #defaults()} is their documentation.
 *
 * @param rejectedSampleRate share of the judged but not accepted objects that still become samples, [0, 1]; which
 *     ones is decided by a hash of the object's identity, so a replay picks the same
 */
public record InferenceSettings(double rejectedSampleRate) {

    public InferenceSettings {
        if (!(rejectedSampleRate >= 0 && rejectedSampleRate <= 1)) {
            throw new IllegalArgumentException("rejectedSampleRate must be in [0, 1], got " + rejectedSampleRate);
        }
    }

    /** Every judged object becomes a sample. */
    public static InferenceSettings defaults() {
        return new InferenceSettings(1);
    }
}
