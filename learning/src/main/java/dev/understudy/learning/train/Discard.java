package dev.understudy.learning.train;

import java.util.Locale;

/** Why a step was not applied to the weights. */
public enum Discard {

    /** It was applied. */
    NONE,
    /** The norm of its gradient is infinite or not a number. */
    NOT_FINITE,
    /** The norm of its gradient is more than {@value #OUT_OF_LINE_FACTOR} times the running one. */
    OUT_OF_LINE;

    private static final float OUT_OF_LINE_FACTOR = 10;

    /**
     * Judges a step.
     *
     * @param norm global norm of its gradients, before clipping
     * @param usualNorm running norm of the steps applied so far, 0 before the first
     */
    static Discard of(float norm, float usualNorm) {
        if (!Float.isFinite(norm)) {
            return NOT_FINITE;
        }
        return usualNorm > 0 && norm > OUT_OF_LINE_FACTOR * usualNorm ? OUT_OF_LINE : NONE;
    }

    /** Lower kebab case, for metric tags. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
