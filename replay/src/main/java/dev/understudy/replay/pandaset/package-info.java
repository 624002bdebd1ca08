/**
 * Reads PandaSet sequences: scans, front camera, poses, calibrations and cuboids. Its files by frame number are read as
 * KITTI's are.
 */
package dev.understudy.replay.pandaset;
