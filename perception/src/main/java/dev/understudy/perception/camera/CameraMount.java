package dev.understudy.perception.camera;

import dev.understudy.perception.geometry.RigidTransform;

/**
 * One camera's intrinsics and its pose on the robot, valid from a moment on.
 *
 * @param cameraFrameId frame id of the images
 * @param lidarFrameId frame id of the clouds the transform starts from
 * @param validFromNanos Unix nanoseconds from which on the entry holds
 * @param shutterOffsetNanos image stamp minus LiDAR stamp of a well-matched pair: when this camera's shutter opens
 *     while the LiDAR sweeps its view. Cameras around a spinning LiDAR have one each
 * @param intrinsics lens and sensor
 * @param cameraFromLidar into camera optical axes (x right, y down, z forward)
 */
public record CameraMount(String cameraFrameId, String lidarFrameId, long validFromNanos, long shutterOffsetNanos,
        Intrinsics intrinsics, RigidTransform cameraFromLidar) {

    /**
     * Pinhole intrinsics with a distortion model, as in ROS {@code sensor_msgs/CameraInfo}.
     *
     * @param width image width, pixels
     * @param height image height, pixels
     * @param fx focal length, pixels
     * @param fy focal length, pixels
     * @param cx principal point, pixels
     * @param cy principal point, pixels
     * @param distortionModel {@code plumb_bob}, {@code rational_polynomial}, {@code kannala_brandt}
     *     (also spelled {@code equidistant}), or empty for a rectified image
     * @param distortion the model's coefficients in ROS order
     */
    public record Intrinsics(int width, int height, double fx, double fy, double cx, double cy,
            String distortionModel, double[] distortion) {
    }
}
