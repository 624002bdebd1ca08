package dev.understudy.learning.checkpoint;

/** What became of a version. */
public sealed interface Assembly {

    /** Everything matched. */
    record Verified(VerifiedCheckpoint checkpoint) implements Assembly {
    }

    /** It must not become live. */
    record Refused(Refusal refusal) implements Assembly {
    }
}
