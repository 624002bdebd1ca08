/**
 * Rays of a simulated sensor and where they meet the street. Both sensors cast their rays here; what a hit looks like
 * is theirs.
 */
package dev.understudy.replay.simulator.rays;
