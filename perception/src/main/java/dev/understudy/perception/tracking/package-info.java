/**
 * Gives the objects of one LiDAR ids that last over frames: Kalman filters in the ground plane, optimal assignment, and
 * odometry from the clusters themselves where no pose is given.
 */
package dev.understudy.perception.tracking;
