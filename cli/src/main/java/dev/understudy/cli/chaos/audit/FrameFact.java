package dev.understudy.cli.chaos.audit;

/**
 * A sensor record.
 *
 * @param robot key of the record; empty when it is no robot id
 * @param frameId of the sensor; empty when the record cannot be read
 * @param stampNanos 0 when the record cannot be read
 */
public record FrameFact(Origin at, String robot, String frameId, long stampNanos) {

    /** What tells a frame from all others of the fleet. */
    String frame() {
        return robot + '|' + frameId + '|' + stampNanos;
    }
}
