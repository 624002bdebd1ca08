/**
 * Rigid transforms, boxes with a yaw, and the motion of a sensor between two poses: metres and radians, axes as in ROS.
 */
package dev.understudy.perception.geometry;
