/** The simulated LiDAR: what its rays meet, as a real sensor would report it, with noise and lost returns. */
package dev.understudy.replay.simulator.lidar;
