package dev.understudy.replay.simulator.shapes;

/** How a paint's two colours are laid over a surface. */
public enum Texture {
    /** The first colour only. */
    PLAIN,
    /** The second colour between two heights of the primitive, broken by pillars: window bands. */
    BAND,
    /** The second colour between two heights of the primitive, unbroken: livery. */
    STRIPE,
    /** Rows and columns of the second colour: windows of a facade. */
    GRID,
    /** Courses of the first colour in joints of the second: bricks, planks. */
    COURSES,
    /** Both colours mottled: foliage, cloth, render. */
    MOTTLE
}
