/**
 * A simulated fleet as a drive log with truth: domains, drives and the robots' sensors. Streets, shapes, rays, LiDAR
 * and camera are packages of their own below.
 */
package dev.understudy.replay.simulator;
