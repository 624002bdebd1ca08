/**
 * What the objects of a simulated street look like: a maker for each class, assembled from simple solids, in the styles
 * of a city.
 */
package dev.understudy.replay.simulator.shapes;
