package dev.understudy.replay.simulator.shapes;

import java.util.List;

/**
 * An assembly of primitives standing on z = 0 and centred on the origin; its box is the tight bound of its
 * primitives.
 *
 * @param primitives parts
 * @param length extent along x, metres
 * @param width extent along y, metres
 * @param height extent along z, metres
 */
public record Shape(List<Primitive> primitives, double length, double width, double height) {
}
