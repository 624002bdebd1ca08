package dev.understudy.learning.checkpoint;

import dev.understudy.proto.v1.ModelRef;
import java.util.Locale;

/**
 * Why a checkpoint does not become live.
 *
 * @param reason low-cardinality cause, counted
 * @param model  the model and version it claims to be; the digest is empty when no manifest was seen
 * @param epoch  epoch it claims, 0 when unknown
 * @param detail one line for people
 */
public record Refusal(Reason reason, ModelRef model, long epoch, String detail) {

    /** Causes, each counted under its own name. */
    public enum Reason {
        MISSING_CHUNK, CHUNK_DIGEST, PAYLOAD_DIGEST, BAD_SIGNATURE, UNKNOWN_KEY, UNTRUSTED_DIGEST, STALE_EPOCH,
        FORMAT_TOO_NEW, MALFORMED_MANIFEST, MALFORMED_CHUNK, TOO_LARGE, NOT_FINITE, EVICTED, NOT_LOADABLE,
        WRONG_MATHS;

        /** Lower kebab case, for metric tags and events. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String toString() {
        return model.getModel() + " version " + model.getVersion() + ": " + reason.label() + " (" + detail + ")";
    }
}
