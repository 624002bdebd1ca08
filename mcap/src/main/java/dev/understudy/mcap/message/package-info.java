/**
 * A recording of serialised messages, whatever its container: channels, schemas, chunks and their merge into one order
 * of log time. The containers, MCAP, ROS 1 bag and rosbag2, are packages of their own.
 */
package dev.understudy.mcap.message;
