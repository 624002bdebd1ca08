package dev.understudy.learning.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A test of the publication gate or of the health watch, by what its failure means. Lifecycle events and reports carry
 * its {@link #label()}; how it is made is its {@link Criterion}.
 */
public enum GateTest {
    FINITE_WEIGHTS(Kind.VETO),
    /** Macro accuracy on labelled source objects. */
    CANARY_VS_SERVED(Kind.VETO), CANARY_VS_BASE(Kind.VETO),
    /** Whether the labels were what the served model is sure of. */
    LABELS_VS_SERVED(Kind.MISLABELLED),
    SURE_OF_BASE(Kind.VETO),
    /** Balance over the classes on the probe: of both branches' mean, and of the decisions. */
    ENTROPY_VS_BASE(Kind.VETO), ENTROPY_VS_SERVED(Kind.VETO), ENTROPY_FLOOR(Kind.VETO), LARGEST_SHARE(Kind.VETO),
    PROBE_SIZE(Kind.EVIDENCE), UPDATES(Kind.EVIDENCE), TRACKS(Kind.EVIDENCE), COVERAGE(Kind.EVIDENCE),
    /** Of what the live model serves; its balance is that of the joint answers, by the weights of serving. */
    SERVED_ENTROPY(Kind.VETO), SERVED_LARGEST_SHARE(Kind.VETO), BRANCH_AGREEMENT(Kind.VETO),
    TEACHER_STUDENT_AGREEMENT(Kind.VETO), OVERCONFIDENCE(Kind.VETO);

    /** What a failure means. */
    public enum Kind {
        /** The model is worse. */
        VETO,
        /** The model cannot be judged yet. */
        EVIDENCE,
        /** The model is worse because it was taught wrong labels: training from them anew would end the same way. */
        MISLABELLED
    }

    private final Kind kind;

    GateTest(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Published name, lower kebab case. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
