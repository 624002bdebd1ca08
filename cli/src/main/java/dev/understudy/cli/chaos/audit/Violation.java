package dev.understudy.cli.chaos.audit;

/**
 * A record or a robot of which an invariant does not hold.
 *
 * @param detail one line that names it
 */
public record Violation(Invariant invariant, String detail) {
}
