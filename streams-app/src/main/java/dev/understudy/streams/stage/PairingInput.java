package dev.understudy.streams.stage;

import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;

/** What reaches the pairing stage; the key of the record is the robot. */
public sealed interface PairingInput {

    /** A segmented LiDAR frame. */
    record LidarFrame(ClusterSet set) implements PairingInput {
    }

    /** A reference to an image; its shutter offset is not filled in yet. */
    record Image(CameraReference reference) implements PairingInput {
    }

    /** The robot's calibration is new. */
    record Calibrated() implements PairingInput {
    }

    /** No more records will come on the robot's LiDAR or camera topic. */
    record EndOfLog(boolean lidar) implements PairingInput {
    }
}
