/** Decodes sensor messages of ROS 1, ROS 2 and Foxglove into one form, whatever container they were recorded in. */
package dev.understudy.replay.sensor;
