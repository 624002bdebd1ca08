package dev.understudy.cli.chaos;

/**
 * What shows that a fault was one.
 *
 * @param tookEffect a scenario whose fault had none does not count
 * @param detail one line
 */
record Evidence(boolean tookEffect, String detail) {

    /** Both faults of a scenario: it counts when both took effect. */
    Evidence and(Evidence other) {
        return new Evidence(tookEffect && other.tookEffect,
                other.detail.isEmpty() ? detail : detail + "; " + other.detail);
    }
}
