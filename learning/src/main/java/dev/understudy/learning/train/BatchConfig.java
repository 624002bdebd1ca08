package dev.understudy.learning.train;

/**
 * Where the rows of a step come from.
 *
 * @param fresh rows from the newest accepted samples
 * @param memory rows from the class-balanced reservoir
 * @param anchors rows with true labels from the source
 * @param relabel whether rows are labelled again by the current teacher when drawn; with the consensus of tracks on,
 *     theirs are the newest labels
 */
public record BatchConfig(int fresh, int memory, int anchors, boolean relabel) {

    public BatchConfig {
        TrainerConfig.require(fresh >= 0 && memory >= 0 && anchors >= 0 && fresh + memory + anchors > 1,
                "a batch needs at least two rows");
    }

    /**
     * Half of each batch are anchors: with a quarter of them, a rate of 5e-4 and stronger views the student learns the
     * target faster, but loses six points on the source, and the gate refuses most of what it learns.
     */
    public static BatchConfig defaults() {
        return new BatchConfig(16, 16, 32, false);
    }

    /** The same, with or without new labels for memory rows. */
    public BatchConfig withRelabel(boolean whether) {
        return new BatchConfig(fresh, memory, anchors, whether);
    }
}
