package dev.understudy.replay.log;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.geometry.RigidTransform;
import java.util.List;

/** One record of a drive log. Stamps are nanoseconds since the Unix epoch. */
public sealed interface LogRecord {

    String robot();

    long stampNanos();

    /**
     * A LiDAR scan in the sensor's order.
     *
     * @param xyzi x, y, z (metres, ROS axes) and intensity [0, 1], interleaved
     */
    record LidarFrame(String robot, String frameId, long sequence, long stampNanos, float[] xyzi)
            implements LogRecord {
    }

    /**
     * An encoded camera image.
     *
     * @param format {@code jpeg} or {@code png}
     */
    record CameraFrame(String robot, String frameId, long sequence, long stampNanos, String format, byte[] data)
            implements LogRecord {
    }

    /** Every camera of the robot, with all calibrations known so far. */
    record Calibration(String robot, long stampNanos, List<CameraMount> mounts) implements LogRecord {
    }

    /**
     * Pose of the robot's LiDAR frame in a fixed frame.
     *
     * @param quaternion x, y, z, w of the rotation as the log states it, which a matrix gives back to the last bit or
     *     two only; {@code null} when the log states none
     */
    record Pose(String robot, String fixedFrameId, String frameId, long stampNanos, RigidTransform fixedFromFrame,
            double[] quaternion) implements LogRecord {

        /** A pose that the log states by other means than a quaternion. */
        public Pose(String robot, String fixedFrameId, String frameId, long stampNanos,
                RigidTransform fixedFromFrame) {
            this(robot, fixedFrameId, frameId, stampNanos, fixedFromFrame, null);
        }
    }

    /**
     * Ground truth of the LiDAR frame of the same stamp; for scoring only.
     *
     * @param domain name of the domain the frame was drawn from
     */
    record Truth(String robot, String lidarFrameId, long stampNanos, String domain, List<TruthObject> objects)
            implements LogRecord {
    }

    /**
     * A labelled object.
     *
     * @param track stable over the frames of the log
     * @param className in the log's own taxonomy
     * @param box in the LiDAR frame, or {@code null} for a region of the image whose objects were not labelled
     * @param imageBox left, top, right, bottom in pixels, or {@code null} when the log states none
     */
    record TruthObject(String track, String className, OrientedBox box, float[] imageBox) {
    }
}
