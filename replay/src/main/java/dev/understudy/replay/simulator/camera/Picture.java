package dev.understudy.replay.simulator.camera;

/**
 * One image and what it shows.
 *
 * @param jpeg encoded image
 * @param boxes per object left, top, right, bottom of its visible pixels, or {@code null} when none is visible
 * @param pixels per object the number of its visible pixels
 */
public record Picture(byte[] jpeg, float[][] boxes, int[] pixels) {
}
