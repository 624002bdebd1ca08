/** The simulated camera: light, surfaces, weather and lens, down to the JPEG. */
package dev.understudy.replay.simulator.camera;
