package dev.understudy.replay.simulator.camera;

/**
 * The forward camera and its mount on the LiDAR. Angles in degrees, lengths in metres.
 *
 * @param width image width, pixels
 * @param height image height, pixels
 * @param fieldOfView horizontal
 * @param horizon row of the optical centre as a share of the height
 * @param forward place ahead of the LiDAR
 * @param up place above the LiDAR
 * @param pitch nose-down tilt against the vehicle
 * @param blur standard deviation of the lens's blur, pixels
 * @param noise standard deviation of the sensor's noise as a share of full scale
 * @param quality of the JPEG, [0, 1]
 * @param thermal a black-hot thermal imager, approximated: grey, with the contrast of the visible picture reversed;
 *     emission is not modelled
 */
public record LensParameters(int width, int height, double fieldOfView, double horizon, double forward, double up,
        double pitch, double blur, double noise, double quality, boolean thermal) {
}
