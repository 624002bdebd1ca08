package dev.understudy.learning.experiment;

/**
 * One stream that all arms live through.
 *
 * @param shift name of where the stream goes
 */
public record Case(String shift, StreamOrder order, Fault fault) {

    /** For people and file names: {@code target-drifting}, {@code target-drifting-clutter}. */
    public String label() {
        return shift + "-" + order.label() + (fault == Fault.NONE ? "" : "-" + fault.label());
    }
}
