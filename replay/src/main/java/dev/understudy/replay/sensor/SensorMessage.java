package dev.understudy.replay.sensor;

import dev.understudy.perception.geometry.RigidTransform;
import java.util.List;

/** A decoded message of one of the kinds that perception needs, whatever it was recorded as. */
public sealed interface SensorMessage {

    /**
     * A point cloud.
     *
     * @param stampNanos when it was measured, Unix nanoseconds; 0 when the sender left it out
     * @param xyzi x, y, z (metres) and intensity in the sensor's own unit, interleaved; points that are not finite or
     *     lie in the origin (no return) are left out
     * @param leftOut points left out
     * @param fields names of the fields that the message had, for people
     */
    record Cloud(String frameId, long stampNanos, float[] xyzi, int leftOut, List<String> fields)
            implements SensorMessage {
    }

    /**
     * An encoded image.
     *
     * @param stampNanos when it was taken, Unix nanoseconds; 0 when the sender left it out
     * @param format {@code jpeg} or {@code png}
     */
    record Image(String frameId, long stampNanos, String format, byte[] data) implements SensorMessage {
    }

    /**
     * A camera's calibration, as in {@code sensor_msgs/CameraInfo}.
     *
     * @param d distortion coefficients in the model's order
     * @param k 3x3, row-major
     * @param r 3x3, row-major: from the camera to its rectified image
     * @param p 3x4, row-major: of the rectified image
     */
    record CameraInfo(String frameId, long stampNanos, int width, int height, String model, double[] d, double[] k,
            double[] r, double[] p) implements SensorMessage {
    }

    /** Where frames of reference lie in one another. */
    record Transforms(List<Link> links) implements SensorMessage {
    }

    /** One edge of the tree of frames of reference. */
    record Link(String parent, String child, long stampNanos, RigidTransform parentFromChild) {
    }
}
