package dev.understudy.learning.train;

/**
 * How much harder the student's views of rows are made: strengths of {@link StrongAugmentation}.
 *
 * @param pseudoLabelled of rows with pseudo-labels
 * @param anchors of rows from the source
 */
public record Views(double pseudoLabelled, double anchors) {

    public Views {
        TrainerConfig.require(pseudoLabelled >= 0 && anchors >= 0, "strengths of views must not be negative");
    }

    /** All rows alike. */
    public static Views of(double strength) {
        return new Views(strength, strength);
    }

    /** Medium strength for all rows. */
    public static Views defaults() {
        return of(0.45);
    }
}
