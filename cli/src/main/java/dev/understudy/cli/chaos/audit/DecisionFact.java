package dev.understudy.cli.chaos.audit;

import dev.understudy.proto.v1.LifecycleKind;

/**
 * An entry of the audit log.
 *
 * @param trusted signed by a key of the ring
 */
public record DecisionFact(Origin at, LifecycleKind kind, ModelId model, long epoch, String reason, boolean trusted) {
}
