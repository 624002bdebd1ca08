package dev.understudy.learning.loop;

/** Counts steps from one candidate to the next. Not thread-safe. */
public final class Cadence {

    private final int stepsPerCandidate;
    private int steps;

    /** @param stepsPerCandidate positive */
    public Cadence(int stepsPerCandidate) {
        this.stepsPerCandidate = stepsPerCandidate;
    }

    /** Counts a step; whether a candidate is due after it. */
    public boolean candidateDue() {
        steps = (steps + 1) % stepsPerCandidate;
        return steps == 0;
    }
}
