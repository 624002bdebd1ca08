package dev.understudy.replay.simulator.shapes;

/** A closed interval that sizes are drawn from uniformly. */
public record Range(double from, double to) {

    public Range {
        if (!(from <= to)) {
            throw new IllegalArgumentException("a range runs upwards, got " + from + " to " + to);
        }
    }

    public static Range of(double from, double to) {
        return new Range(from, to);
    }
}
