package dev.understudy.replay.ros;

/**
 * When and in which frame of reference something was measured.
 *
 * @param stampNanos Unix nanoseconds; 0 when the sender left it out
 */
public record RosHeader(long stampNanos, String frameId) {
}
