/**
 * Reads KITTI folders: drives of the raw data set, the object benchmark and the tracking benchmark, with their
 * calibrations, poses and labels.
 */
package dev.understudy.replay.kitti;
