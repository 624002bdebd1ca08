package dev.understudy.replay.simulator.lidar;

/**
 * A spinning LiDAR and its mount. Angles in degrees, lengths in metres.
 *
 * @param beams number of beams, evenly spread
 * @param top elevation of the highest beam
 * @param bottom elevation of the lowest beam
 * @param steps azimuth steps per turn within the window
 * @param left azimuth at which a turn's window opens, counter-clockwise from straight ahead, at most 180
 * @param right azimuth at which it closes; less than {@code left}. Such sensors let the user set a window; a narrow
 *     one keeps the stream to what the forward camera may also see
 * @param mountHeight height above the road
 * @param pitch nose-down tilt of the mount
 * @param roll tilt of the mount to the right
 * @param maxRange farthest return
 * @param rangeNoise standard deviation of the range
 * @param dropOut share of returns lost anywhere
 * @param dropOutFar further share lost at the maximum range; grows with the square of the range
 * @param dropOutGrazing further share lost at grazing incidence
 * @param clutter share of rays that meet a drop of rain near the sensor
 * @param columnMajor whether points leave in firing order (all beams of a column) instead of ring by ring
 */
public record LidarParameters(int beams, double top, double bottom, int steps, double left, double right,
        double mountHeight, double pitch, double roll, double maxRange, double rangeNoise, double dropOut,
        double dropOutFar, double dropOutGrazing, double clutter, boolean columnMajor) {

    public LidarParameters {
        if (beams < 1 || steps < 1 || top <= bottom || left <= right || left > 180 || left - right > 360) {
            throw new IllegalArgumentException("a LiDAR needs beams from top to bottom and steps from left to right");
        }
    }
}
