package dev.understudy.learning.model;

/**
 * Class probabilities of several objects, in taxonomy order.
 *
 * @param point one row per object
 * @param image one row per object; null where the object has no crop
 */
public record ClassScores(float[][] point, float[][] image) {

    public int size() {
        return point.length;
    }
}
