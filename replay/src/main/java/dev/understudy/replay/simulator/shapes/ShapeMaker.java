package dev.understudy.replay.simulator.shapes;

/** Draws one object of a class. */
interface ShapeMaker {

    Shape make(ClassStyle style, Dice dice, Palette palette);
}
