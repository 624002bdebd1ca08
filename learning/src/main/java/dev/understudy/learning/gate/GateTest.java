package dev.understudy.learning.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A test of the publication gate or of the health watch; lifecycle events and reports carry its {@link #label()}. */
public enum GateTest {
    FINITE_WEIGHTS,
    /** Macro accuracy on labelled source objects. */
    CANARY_VS_SERVED, CANARY_VS_BASE,
    /** Whether the labels were what the served model is sure of. */
    LABELS_VS_SERVED,
    SURE_OF_BASE,
    /** Balance over the classes on the probe: of both branches' mean, and of the decisions. */
    ENTROPY_VS_BASE, ENTROPY_VS_SERVED, ENTROPY_FLOOR, LARGEST_SHARE,
    PROBE_SIZE, UPDATES, TRACKS, COVERAGE,
    /** Of what the live model serves; its balance is that of the joint answers, by the weights of serving. */
    SERVED_ENTROPY, SERVED_LARGEST_SHARE, BRANCH_AGREEMENT, TEACHER_STUDENT_AGREEMENT, OVERCONFIDENCE;

    /** Published name, lower kebab case. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a failure means "not yet" and not "worse". */
    boolean asksForEvidence() {
        return switch (this) {
            case PROBE_SIZE, UPDATES, TRACKS, COVERAGE -> true;
            default -> false;
        };
    }
}
