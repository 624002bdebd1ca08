package dev.understudy.cli.evaluate;

import java.util.List;

/**
 * An object whose true class is known, and what every model said about it.
 *
 * @param track the physical object: robot and the labels' own track
 * @param range metres from the sensor to its box in the ground plane
 * @param points it was seen with
 * @param truth its class in the taxonomy
 * @param said by model, in the order of the evaluation
 */
record ScoredObject(long stampNanos, String track, double range, int points, String truth, List<Said> said) {

    /** What one model said: a class or the taxonomy's unknown, and how sure it was, [0, 1]. */
    record Said(String className, double score) {
    }

    boolean isRight(int model) {
        return said.get(model).className().equals(truth);
    }
}
