package dev.understudy.learning.train;

/**
 * Optimiser steps and what became of them, since the counting began. They are no part of what training depends on, and
 * of no stored memory: a trainer that goes on from one counts from 0.
 *
 * @param made all steps, discarded ones among them
 * @param discarded those of them that moved no weight
 * @param rollbacks returns to the last published weights
 */
public record StepCounts(long made, Discarded discarded, Rollbacks rollbacks) {

    /** Before the first step. */
    public static final StepCounts NONE = new StepCounts(0, new Discarded(0, 0), new Rollbacks(0, 0));

    /** Steps not applied, by {@link Discard}. */
    public record Discarded(long notFinite, long outOfLine) {

        /** Of both causes. */
        public long total() {
            return notFinite + outOfLine;
        }

        private Discarded and(Discard cause) {
            return new Discarded(notFinite + (cause == Discard.NOT_FINITE ? 1 : 0),
                    outOfLine + (cause == Discard.OUT_OF_LINE ? 1 : 0));
        }
    }

    /**
     * Roll-backs by cause.
     *
     * @param badSteps after discarded steps in a row
     * @param vetoes after vetoes of the gate in a row
     */
    public record Rollbacks(long badSteps, long vetoes) {
    }

    /** With one more step, and the roll-back after it if there was one. */
    public StepCounts and(StepReport step) {
        StepCounts next = and(step.discard());
        return step.rolledBack() ? next.with(new Rollbacks(rollbacks.badSteps() + 1, rollbacks.vetoes())) : next;
    }

    /** With one more step where nothing rolls back. */
    public StepCounts and(Discard cause) {
        return new StepCounts(made + 1, discarded.and(cause), rollbacks);
    }

    /** With one more roll-back after vetoes. */
    public StepCounts andVetoed() {
        return with(new Rollbacks(rollbacks.badSteps(), rollbacks.vetoes() + 1));
    }

    private StepCounts with(Rollbacks others) {
        return new StepCounts(made, discarded, others);
    }

    /** Both together. */
    public StepCounts plus(StepCounts other) {
        return new StepCounts(made + other.made,
                new Discarded(discarded.notFinite() + other.discarded.notFinite(),
                        discarded.outOfLine() + other.discarded.outOfLine()),
                new Rollbacks(rollbacks.badSteps() + other.rollbacks.badSteps(),
                        rollbacks.vetoes() + other.rollbacks.vetoes()));
    }

    /** One line for reports. */
    @Override
    public String toString() {
        return made + " made, " + discarded.total() + " of them discarded (" + discarded.notFinite() + " not finite, "
                + discarded.outOfLine() + " out of line); roll-backs: " + rollbacks.badSteps() + " after bad steps, "
                + rollbacks.vetoes() + " after vetoes";
    }
}
