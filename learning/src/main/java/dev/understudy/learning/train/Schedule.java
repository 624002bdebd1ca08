package dev.understudy.learning.train;

/**
 * Rate and teacher of an endless run: a linear warm-up; then, after {@value #SETTLED} steps, a rate that falls with
 * the root of the steps to a floor that keeps the student able to follow the next shift, and a teacher whose half-life
 * grows as a share of the run up to a longest one.
 */
record Schedule(TrainerConfig config) {

    /** Steps over which rate and half-life are as configured. */
    static final int SETTLED = 500;
    private static final float LOWEST_SHARE = 0.3f; // of the configured rate
    private static final float SHARE_OF_RUN = 0.12f; // half-life over steps made
    private static final float LONGEST = 600; // steps; a teacher older than this does not follow a drive's shifts

    /** Factor of the learning rate at a step, counted from 1. */
    float rate(long step) {
        if (!config.has(Guard.SCHEDULE)) {
            return 1;
        }
        float warmUp = Math.min(1, (float) step / Math.max(1, config.optimiser().warmUpSteps()));
        float settled = (float) Math.sqrt((double) SETTLED / Math.max(SETTLED, step));
        return warmUp * Math.max(LOWEST_SHARE, settled);
    }

    /** Share of the teacher that is kept at a step. */
    float keep(long step) {
        float halfLife = config.optimiser().teacherHalfLife();
        if (config.has(Guard.SCHEDULE) && step > SETTLED) {
            halfLife = Math.max(halfLife, Math.min(LONGEST, SHARE_OF_RUN * step));
        }
        return WeightMaps.keepOf(halfLife);
    }
}
