/**
 * Reads the fields of serialised ROS messages: the packed form of ROS 1 and the aligned form of ROS 2. Which fields a
 * message has is in {@link dev.understudy.replay.sensor}.
 */
package dev.understudy.replay.ros;
