package dev.understudy.cli.chaos.audit;

import dev.understudy.proto.v1.LifecycleKind;

/**
 * An entry of the audit log.
 *
 * @param trusted signed by a key of the ring
 */
public record DecisionFact(Origin at, LifecycleKind kind, ModelId model, long epoch, String reason, boolean trusted) {

    /** Whether it says that a version is to serve from now on. */
    boolean madeLive() {
        return kind == LifecycleKind.PROMOTED || kind == LifecycleKind.ROLLED_BACK;
    }
}
