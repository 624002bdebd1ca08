/**
 * Reads ROS 1 bags of version 2.0 as recordings of serialised messages, also bags that were never closed. What the
 * messages contain is decoded in {@link dev.understudy.replay.sensor}.
 */
package dev.understudy.replay.bag;
