package dev.understudy.trainer;

/**
 * The live model has become worse than it may be.
 *
 * @param reason names of the failed tests
 * @param report their figures as JSON
 */
public record Decline(String reason, String report) {
}
