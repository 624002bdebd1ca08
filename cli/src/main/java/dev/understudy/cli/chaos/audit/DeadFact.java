package dev.understudy.cli.chaos.audit;

/**
 * A dead letter.
 *
 * @param from the record it is of, null when it does not say
 * @param reason empty without one
 */
public record DeadFact(Origin at, Origin from, String reason) {
}
