package dev.understudy.replay.simulator.shapes;

/**
 * How one class looks in one city: sizes (metres) and the mix of its styles. Ranges of different classes
 * overlap on purpose.
 *
 * @param length along the direction of travel, or a facade's run
 * @param width across
 * @param height above the ground
 * @param styles weights of the class's styles, in the order its maker documents
 */
public record ClassStyle(Range length, Range width, Range height, double... styles) {
}
