/** The simulated street: ground, rows of objects that appear and disappear with the robot's way, and their motion. */
package dev.understudy.replay.simulator.scene;
