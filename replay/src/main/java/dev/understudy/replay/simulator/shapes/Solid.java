package dev.understudy.replay.simulator.shapes;

/** Canonical solids; every primitive is one of them under an affine map. */
public enum Solid {
    /** |x|, |y|, |z| <= 1. */
    BOX,
    /** x² + y² <= 1, |z| <= 1. */
    CYLINDER,
    /** x² + y² + z² <= 1. */
    ELLIPSOID,
    /** A box whose four upright faces lean inwards towards z = 1. */
    FRUSTUM
}
