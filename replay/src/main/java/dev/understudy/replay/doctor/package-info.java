/**
 * Examines a drive log before its first frame is trusted: axes, ground, beams, calibration, clocks and dropped frames,
 * one finding for each with the setting that mends it.
 */
package dev.understudy.replay.doctor;
