/**
 * Reads and writes MCAP files, also such as were cut off. What the messages contain is no matter here: the sensor types
 * are in {@link dev.understudy.replay.sensor}.
 */
package dev.understudy.mcap;
